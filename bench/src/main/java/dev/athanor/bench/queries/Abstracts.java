package dev.athanor.bench.queries;

import dev.athanor.bench.retrieval.StoredVectors;
import dev.athanor.document.Span;
import dev.athanor.json.Json;
import dev.athanor.knowledge.chunk.Sentences;
import dev.athanor.knowledge.embed.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The abstracts of SciFact: what the chunks are made of.
 *
 * @param sentences of each abstract
 * @param vectors one for the title and the first sentence of each abstract
 */
record Abstracts(List<List<String>> sentences, List<float[]> vectors) {

  /** Reads and embeds them; the vectors are kept, so that a second run takes seconds. */
  static Abstracts read(Path folder, Embedder embedder) throws IOException {
    List<JsonNode> lines = lines(folder.resolve("corpus.jsonl"));
    List<List<String>> sentences =
        lines.stream().map(each -> sentences(each.get("text").stringValue())).toList();
    List<String> passages = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      passages.add(
          lines.get(i).get("title").stringValue() + "\n" + String.join("", sentences.get(i).stream().limit(1)
              .toList()));
    }
    return new Abstracts(sentences,
        new StoredVectors(embedder, Path.of("bench", "target", "queries")).of(passages));
  }

  /** What people claim, which stands for questions. */
  static List<String> claims(Path folder) throws IOException {
    return lines(folder.resolve("queries_test.jsonl")).stream().map(each -> each.get("text").stringValue())
        .toList();
  }

  int size() {
    return vectors.size();
  }

  private static List<String> sentences(String text) {
    return Sentences.in(text, new Span(0, text.length())).stream().map(span -> span.of(text)).toList();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(Json::parse).toList();
  }
}
