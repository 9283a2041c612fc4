package dev.athanor.knowledge.compare;

import java.util.Locale;

/** How well the hits for one question are what was expected. Each is from 0 to 1, and more is better. */
public enum Measure {
  /** The order of what is relevant, by its grade. */
  NDCG("nDCG"),
  /** Whether anything relevant is found: the success or hit rate over questions. */
  HIT("hit"),
  /** The share of what is relevant that is found. */
  RECALL("recall"),
  /** The share of the hits that are relevant; those that are there, not k. */
  PRECISION("precision"),
  /** One by the place of the first relevant hit: MRR over questions. */
  MRR("MRR");

  private final String title;

  Measure(String title) {
    this.title = title;
  }

  /** As the field writes it. */
  public String title() {
    return title;
  }

  /** As programs read and people type it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
