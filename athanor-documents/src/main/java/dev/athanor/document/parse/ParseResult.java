package dev.athanor.document.parse;

import dev.athanor.document.Document;

/** What became of a file. */
public sealed interface ParseResult {

  /** It was read. */
  record Parsed(Document document) implements ParseResult {
  }

  /**
   * It cannot be read.
   *
   * @param reason what is wrong with it and what to do, as one sentence without a full stop
   */
  record ParseFailed(String reason) implements ParseResult {
  }
}
