package dev.athanor.bench.chunking;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.athanor.document.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * LangChain's RecursiveCharacterTextSplitter with the separators that Chroma gave it and OpenAI's tokens (cl100k), step by
 * step, so that its chunks are the same; it keeps where each of them stands.
 */
final class RecursiveSplitter {
  private static final List<String> SEPARATORS = List.of("\n\n", "\n", ".", "?", "!", " ", "");
  private static final Encoding TOKENS =
      Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  private final String text;
  private final int size;
  private final int overlap;
  private final List<Span> chunks = new ArrayList<>();

  private RecursiveSplitter(String text, int size, int overlap) {
    this.text = text;
    this.size = size;
    this.overlap = overlap;
  }

  /** A stretch of the text and its length in tokens. */
  private record Piece(Span span, int tokens) {}

  static List<Span> split(String text, int size, int overlap) {
    var splitter = new RecursiveSplitter(text, size, overlap);
    splitter.split(new Span(0, text.length()), SEPARATORS);
    return splitter.chunks;
  }

  private void split(Span span, List<String> separators) {
    int chosen = 0;
    while (chosen < separators.size() - 1 && !occurs(separators.get(chosen), span)) {
      chosen++;
    }
    List<String> finer = separators.subList(chosen + 1, separators.size());
    List<Piece> small = new ArrayList<>();
    for (Piece piece : pieces(span, separators.get(chosen))) {
      if (piece.tokens() < size) {
        small.add(piece);
        continue;
      }
      merge(small);
      small.clear();
      if (finer.isEmpty()) {
        chunks.add(piece.span());
      } else {
        split(piece.span(), finer);
      }
    }
    merge(small);
  }

  private boolean occurs(String separator, Span span) {
    return text.indexOf(separator, span.start(), span.end()) >= 0;
  }

  /** Cut before each separator, which stays with what follows it. */
  private List<Piece> pieces(Span span, String separator) {
    List<Piece> pieces = new ArrayList<>();
    int start = span.start();
    while (start < span.end()) {
      int end = separator.isEmpty() ? text.offsetByCodePoints(start, 1)
          : text.indexOf(separator,
              start == span.start() && !starts(separator, span) ? start : start + separator.length(),
              span.end());
      Span piece = new Span(start, end < 0 ? span.end() : end);
      pieces.add(new Piece(piece, TOKENS.countTokensOrdinary(piece.of(text))));
      start = piece.end();
    }
    return pieces;
  }

  private boolean starts(String separator, Span span) {
    return text.startsWith(separator, span.start());
  }

  private void merge(List<Piece> pieces) {
    Deque<Piece> open = new ArrayDeque<>();
    int total = 0;
    for (Piece piece : pieces) {
      if (total + piece.tokens() > size && !open.isEmpty()) {
        add(open);
        while (total > overlap || (total + piece.tokens() > size && total > 0)) {
          total -= open.removeFirst().tokens();
        }
      }
      open.add(piece);
      total += piece.tokens();
    }
    add(open);
  }

  private void add(Deque<Piece> open) {
    if (open.isEmpty()) {
      return;
    }
    Span chunk = new Span(open.getFirst().span().start(), open.getLast().span().end()).trimmed(text);
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
  }
}
