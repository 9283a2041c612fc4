package dev.athanor.document.profile;

import dev.athanor.document.DocumentId;
import dev.athanor.document.similar.Groups;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What documents are like.
 *
 * @param totals how much there is of them
 * @param spreads how they are spread, by what is asked: {@code type}, {@code language}, {@code age}, {@code size}; each with
 *     the number of documents by value, in the order in which it is shown
 * @param findings in how many documents something was found and how often, by the name that
 *     {@link dev.athanor.document.clean.Treatment} has for it
 * @param groups those that say the same
 * @param noted documents to look at
 * @param failed documents that can't be read, each with the reason
 * @param gaps what could not be listed
 * @param passedOver files that are no documents by the project's patterns, by extension
 * @param advice what to do about all of that, the most urgent first
 */
public record Profile(Totals totals, Map<String, Map<String, Integer>> spreads, Map<String, Finding> findings,
    Groups groups, Noted noted, Map<DocumentId, String> failed, List<String> gaps,
    Map<String, Integer> passedOver,
    List<Advice> advice) {

  /** Copies. */
  public Profile {
    spreads = Collections.unmodifiableMap(new LinkedHashMap<>(spreads));
    findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    gaps = List.copyOf(gaps);
    passedOver = Collections.unmodifiableMap(new LinkedHashMap<>(passedOver));
    advice = List.copyOf(advice);
  }

  /**
   * How much there is.
   *
   * @param documents those that could be read
   * @param bytes of all files that could be opened
   * @param characters of all extracted texts
   */
  public record Totals(int documents, long bytes, long characters, long tables) {
  }

  /** Something that was found in so many documents, so many times. */
  public record Finding(int documents, long times) {
    Finding plus(int more) {
      return new Finding(documents + 1, times + more);
    }
  }

  /**
   * Documents to look at.
   *
   * @param longest by characters
   * @param strangest with the reasons
   * @param empty those with hardly any text
   * @param boilerplate those of which most lines are in several other documents too
   */
  public record Noted(List<Note> longest, List<Note> strangest, List<Note> empty, List<Note> boilerplate) {
    /** Copies. */
    public Noted {
      longest = List.copyOf(longest);
      strangest = List.copyOf(strangest);
      empty = List.copyOf(empty);
      boilerplate = List.copyOf(boilerplate);
    }
  }

  /** A document and why it is named. */
  public record Note(DocumentId document, String why) {
  }

  /**
   * A next step.
   *
   * @param what is the matter
   * @param step what to do about it
   */
  public record Advice(String what, String step) {
  }
}
