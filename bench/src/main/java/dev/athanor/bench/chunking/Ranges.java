package dev.athanor.bench.chunking;

import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Characters of a text, as spans that neither overlap nor touch.
 *
 * @param spans in ascending order
 */
record Ranges(List<Span> spans) {
  static Ranges of(List<Span> any) {
    List<Span> merged = new ArrayList<>();
    for (Span each : any.stream().filter(span -> !span.isEmpty()).sorted(Comparator.comparingInt(Span::start))
        .toList()) {
      if (!merged.isEmpty() && each.start() <= merged.getLast().end()) {
        Span last = merged.removeLast();
        merged.add(new Span(last.start(), Math.max(last.end(), each.end())));
      } else {
        merged.add(each);
      }
    }
    return new Ranges(List.copyOf(merged));
  }

  int size() {
    return spans.stream().mapToInt(Span::length).sum();
  }

  /** What is in both. */
  Ranges and(Span other) {
    List<Span> common = new ArrayList<>();
    for (Span each : spans) {
      int start = Math.max(each.start(), other.start());
      int end = Math.min(each.end(), other.end());
      if (start < end) {
        common.add(new Span(start, end));
      }
    }
    return new Ranges(common);
  }

  /** Whether there is not one character between some of it and the other. */
  boolean touches(Span other) {
    return spans.stream().anyMatch(each -> each.start() <= other.end() && other.start() <= each.end());
  }

  Ranges and(Ranges others) {
    return of(others.spans.stream().flatMap(each -> and(each).spans.stream()).toList());
  }
}
