package dev.athanor.bench.retrieval;

import dev.athanor.json.Json;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A language of XQuAD: articles of five paragraphs each, and questions that people asked about them.
 *
 * @param articles in the order of the file
 */
record XquadData(List<Article> articles) {
  /** An article; its text is its paragraphs with an empty line between them. */
  record Article(String title, List<String> paragraphs, List<Asked> questions) {
    String text() {
      return String.join("\n\n", paragraphs);
    }

    /** As the product would cut it. */
    ChunkedDocument chunked() {
      List<Block> blocks = new ArrayList<>();
      int start = 0;
      for (String paragraph : paragraphs) {
        blocks.add(new Block.Paragraph(new Span(start, start + paragraph.length())));
        start += paragraph.length() + 2;
      }
      return new StructureChunker(ChunkSizes.STANDARD)
          .chunk(Document.of(new DocumentId(title), title, "text/plain", text(), blocks, Map.of()));
    }

    /** One document for each paragraph. */
    List<ChunkedDocument> apart() {
      List<ChunkedDocument> documents = new ArrayList<>();
      for (int i = 0; i < paragraphs.size(); i++) {
        documents.add(Whole.of(title + "/" + i, title, paragraphs.get(i)));
      }
      return documents;
    }
  }

  /**
   * A question.
   *
   * @param paragraph the place of the paragraph that answers it, in its article
   * @param answers what people marked as the answer
   */
  record Asked(String text, String article, int paragraph, List<String> answers) {}

  static XquadData read(Path folder) throws IOException {
    return read(folder, "en");
  }

  /** The same articles and questions, translated by people. */
  static XquadData read(Path folder, String language) throws IOException {
    List<Article> articles = new ArrayList<>();
    for (JsonNode article : Json.parse(Files.readAllBytes(folder.resolve("xquad." + language + ".json")))
        .get("data")) {
      String title = article.get("title").stringValue().replace('_', ' ');
      List<String> paragraphs = new ArrayList<>();
      List<Asked> questions = new ArrayList<>();
      for (JsonNode paragraph : article.get("paragraphs")) {
        for (JsonNode asked : paragraph.get("qas")) {
          List<String> answers =
              asked.get("answers").valueStream().map(each -> each.get("text").stringValue()).toList();
          questions.add(new Asked(asked.get("question").stringValue(), title, paragraphs.size(), answers));
        }
        paragraphs.add(paragraph.get("context").stringValue());
      }
      articles.add(new Article(title, paragraphs, questions));
    }
    return new XquadData(articles);
  }

  /** Every other article: weights and thresholds are learned on this half. */
  List<Article> development() {
    return half(0);
  }

  /** The other articles: what is reported comes from this half. */
  List<Article> reported() {
    return half(1);
  }

  private List<Article> half(int remainder) {
    List<Article> half = new ArrayList<>();
    for (int i = remainder; i < articles.size(); i += 2) {
      half.add(articles.get(i));
    }
    return half;
  }
}
