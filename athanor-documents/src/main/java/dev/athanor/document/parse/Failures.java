package dev.athanor.document.parse;

import dev.athanor.document.parse.ParseResult.ParseFailed;
import java.util.Locale;

/** The sentences in which files are refused. */
final class Failures {

  private Failures() {
  }

  static ParseFailed empty() {
    return new ParseFailed("it is empty; write something into it or exclude it");
  }

  static ParseFailed nothingFound() {
    return new ParseFailed("the file has no text (it is blank, has only pictures, or is a scan);"
        + " run text recognition over a scan, or exclude the file");
  }

  static ParseFailed noText() {
    return new ParseFailed(
        "the file is binary, but text was expected; exclude it or give it its right extension");
  }

  static ParseFailed binary(String what) {
    return new ParseFailed("the file is " + what
        + ", which cannot be read; convert it (PDF, DOCX, PPTX, XLSX, EPUB, HTML,"
        + " Markdown and plain text can be) or exclude it");
  }

  static ParseFailed notWhatItIsNamed(String kind, String expected) {
    return new ParseFailed("the file is named like a " + kind + " but does not start like one (" + expected
        + "); give it its right extension or exclude it");
  }

  static ParseFailed encrypted(String kind) {
    return new ParseFailed("the " + kind
        + " is protected by a password; save a copy without one or exclude it");
  }

  static ParseFailed truncated(String kind) {
    return new ParseFailed("the " + kind + " ends before its content does (truncated); copy it again");
  }

  static ParseFailed tooDeep() {
    return new ParseFailed("the file's content is nested too deeply to be read; simplify it or exclude it");
  }

  static ParseFailed tooMuchMemory() {
    return new ParseFailed("the file needs more memory than there is (" + Runtime.getRuntime().maxMemory()
        / 1_000_000
        + " MB); split it, exclude it, or give Java more with -Xmx");
  }

  static ParseFailed tooSlow(long seconds) {
    return new ParseFailed("reading the file took longer than " + seconds + " seconds and was given up;"
        + " split it or exclude it");
  }

  static ParseFailed tooLargeInside(String entry, long limit) {
    return new ParseFailed("the archive's entry " + entry + " unpacks to more than " + (limit >> 20)
        + " MB, as a zip bomb does; split the file or exclude it");
  }

  static ParseFailed broken(String mediaType, Throwable problem) {
    return broken(mediaType, problem.getMessage() == null ? problem.getClass().getSimpleName()
        : problem.getMessage());
  }

  static ParseFailed broken(String mediaType, String detail) {
    String line = detail.strip().lines().findFirst().orElse("").strip();
    return new ParseFailed(String.format(Locale.ROOT,
        "the file cannot be read as %s (%s); repair or exclude it",
        mediaType, line));
  }
}
