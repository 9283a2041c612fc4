package dev.athanor.bench.chunking;

import dev.athanor.document.Span;
import java.util.List;
import java.util.stream.Stream;

/**
 * What chunks have to do with the answer to a question, from 0 to 1: counted in characters, as Chroma counts, though it says
 * tokens.
 *
 * @param recall what part of the answer is in the chunks
 * @param precision what part of the chunks is answer; what two of them have is counted twice
 * @param intersectionOverUnion what part of both is in both
 */
record Coverage(double recall, double precision, double intersectionOverUnion) {
  /** A chunk and the document that it stands in. */
  record Found(String document, Span span) {}

  static Coverage of(Corpora.Asked asked, List<Found> found) {
    Ranges chunks =
        Ranges.of(found.stream().filter(each -> each.document().equals(asked.document())).map(Found::span)
            .toList());
    double common = asked.answers().and(chunks).size();
    double all = found.stream().mapToInt(each -> each.span().length()).sum();
    double missed = asked.answers().size() - common;
    return new Coverage(common / asked.answers().size(), all == 0 ? 0 : common / all,
        common / (all + missed));
  }

  /**
   * The precision of all chunks that have any of the answer: what the best retrieval would reach. Needs no retrieval. As
   * Chroma counts, a chunk that ends where the answer starts has some of it, and what no chunk has counts as wrong.
   */
  static double precisionOmega(Corpora.Asked asked, List<Found> chunks) {
    Ranges touched = Ranges.of(chunks.stream().filter(each -> each.document().equals(asked.document()))
        .map(Found::span).filter(span -> asked.answers().touches(span)).toList());
    Ranges all =
        Ranges.of(Stream.concat(touched.spans().stream(), asked.answers().spans().stream()).toList());
    return (double) asked.answers().and(touched).size() / all.size();
  }
}
