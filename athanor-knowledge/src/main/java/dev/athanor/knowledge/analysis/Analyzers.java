package dev.athanor.knowledge.analysis;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/** Cuts text into words as they are searched. Safe for use by many threads. */
public final class Analyzers {
  /** English words without their endings; stop words dropped. */
  public static final Analyzer ENGLISH = new EnglishAnalyzer();

  private Analyzers() {}
}
