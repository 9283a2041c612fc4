package dev.athanor.bench.chunking;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Span;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;

/**
 * Five long texts and questions, each with the exact spans of one text that answer it.
 *
 * @param documents by name, parsed as a sync parses them
 */
record Corpora(Map<String, Document> documents, List<Asked> questions) {
  /**
   * A question.
   *
   * @param answers where in the document, in UTF-16 units
   */
  record Asked(String text, String document, Ranges answers) {}

  static Corpora read(Path folder) throws IOException {
    Map<String, Document> documents = new TreeMap<>();
    for (String name : List.of("chatlogs", "finance", "pubmed", "state_of_the_union", "wikitexts")) {
      Path file = folder.resolve("corpora").resolve(name + ".md");
      documents.put(name, parsed(name + ".md", Files.readAllBytes(file)));
      if (!documents.get(name).text().equals(Files.readString(file))) {
        throw new IllegalStateException(
            "the parser changes the text of " + file + ", so that spans don't fit");
      }
    }
    List<Asked> questions = new ArrayList<>();
    try (var rows = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(Files
        .newBufferedReader(folder.resolve("questions_df.csv")))) {
      for (CSVRecord row : rows) {
        String text = Objects.requireNonNull(documents.get(row.get("corpus_id"))).text();
        List<Span> spans =
            Json.parse(row.get("references")).valueStream().map(each -> span(text, each)).toList();
        questions.add(new Asked(row.get("question"), row.get("corpus_id"), Ranges.of(spans)));
      }
    }
    return new Corpora(documents, questions);
  }

  private static Document parsed(String name, byte[] bytes) {
    return switch (Parsers.standard().parse(new RawDocument(new DocumentId(name), bytes)).result()) {
      case ParseResult.Parsed(Document document) -> document;
      case ParseResult.ParseFailed(String reason) -> throw new IllegalStateException(reason);
    };
  }

  /** The data counts code points. */
  private static Span span(String text, JsonNode reference) {
    int start = text.offsetByCodePoints(0, reference.get("start_index").intValue());
    int end = text.offsetByCodePoints(0, reference.get("end_index").intValue());
    return new Span(start, end);
  }
}
