package dev.athanor.document;

/**
 * A stretch of a document's extracted text: from {@code start} (inclusive) to {@code end} (exclusive),
 * counted in UTF-16 units as {@link String#substring(int, int)} counts.
 */
public record Span(int start, int end) implements Comparable<Span> {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "A span is 0 <= start <= end, but start is " + start + " and end is " + end + ".");
    }
  }

  public int length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** The stretch of {@code text} that this span covers. */
  public String of(String text) {
    return text.substring(start, end);
  }

  /** This span without the white space at both ends; empty at {@code start} when all of it is white. */
  public Span trimmed(CharSequence text) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return from == to ? new Span(start, start) : new Span(from, to);
  }

  /** The smallest span that holds this one and the other. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  @Override
  public int compareTo(Span other) {
    return start != other.start ? Integer.compare(start, other.start) : Integer.compare(end, other.end);
  }
}
