package dev.athanor.cli.application;

import dev.athanor.eval.scorer.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Passages as a wrapped retriever of LangChain4j has recorded them. LangChain4j knows no documents but what the metadata of a segment says: which
 * one it is from is looked for under the names that its own loaders and the usual stores give.
 */
public final class RetrievedContents {
  private static final List<String> DOCUMENT =
      List.of("document_id", "document", "file_name", "url", "source",
          "title");
  private static final List<String> PASSAGE = List.of("id", "chunk_id", "segment_id");

  private RetrievedContents() {}

  /** Whether a search was answered in this form, and not in that of the project's own. */
  public static boolean are(JsonNode response) {
    return response.isArray()
        && response.valueStream().allMatch(each -> each.path("text").isString() && each.has("metadata"));
  }

  /** The passages, the best first. */
  public static List<Evidence> read(JsonNode response) {
    List<Evidence> all = new ArrayList<>();
    for (JsonNode each : response) {
      JsonNode metadata = each.path("metadata");
      String document = first(metadata, DOCUMENT).orElse("");
      String place = text(metadata.path("index")).orElse(String.valueOf(all.size()));
      String id = first(metadata, PASSAGE).or(() -> text(each.at("/found/EMBEDDING_ID")))
          .orElse(document + "#" + place);
      all.add(
          new Evidence(id, document, each.path("text").stringValue(), Optional.empty(), Optional.empty()));
    }
    return all;
  }

  private static Optional<String> first(JsonNode metadata, List<String> names) {
    return names.stream().map(metadata::path).flatMap(each -> text(each).stream()).findFirst();
  }

  /** Numbers and ids other than text stand with their type. */
  private static Optional<String> text(JsonNode value) {
    JsonNode plain = value.isObject() ? value.path("value") : value;
    return Stream.of(plain).filter(each -> each.isString() || each.isNumber()).map(JsonNode::asString)
        .findFirst();
  }
}
