package dev.athanor.knowledge.rerank;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.json.Json;
import dev.athanor.knowledge.embed.WordPieceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the tokenizer of an uncased BERT model from either of the files that it comes in. */
final class Vocabulary {
  private static final String EXPECTED =
      "; expected the vocab.txt or the tokenizer.json of an uncased BERT model, as it lies"
          + " beside the model";

  private Vocabulary() {}

  static WordPieceTokenizer read(Path file) {
    try {
      String text = Files.readString(file);
      byte[] json = text.stripLeading().startsWith("{") ? checked(file, text) : pieces(text.lines().toList());
      return WordPieceTokenizer.read(new ByteArrayInputStream(json));
    } catch (IOException e) {
      throw new AthanorException("reranker-tokenizer", Category.USER, false,
          "the reranker's tokenizer " + file + " can't be read: " + e + EXPECTED, e);
    } catch (AthanorException e) {
      throw e.code().equals("reranker-tokenizer") ? e
          : new AthanorException("reranker-tokenizer", Category.USER, false,
              "the reranker's tokenizer " + file + " is none: " + String.valueOf(e.getMessage())
                  .split(";", 2)[0] + EXPECTED,
              e);
    }
  }

  /** Of other kinds of tokenizers the numbers would be wrong, and the scores with them. */
  private static byte[] checked(Path file, String text) {
    JsonNode json = Json.parse(text);
    String type = json.path("model").path("type").asString("WordPiece");
    boolean lower = json.path("normalizer").path("lowercase").asBoolean(true);
    if (!type.equals("WordPiece") || !lower) {
      throw AthanorException.user("reranker-tokenizer", "the reranker's tokenizer " + file + " is "
          + (lower ? "of the kind \"" + type + "\"" : "one that tells upper and lower case apart")
          + EXPECTED);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pieces(List<String> lines) {
    ObjectNode root = Json.object();
    ObjectNode vocabulary = root.putObject("model").putObject("vocab");
    for (int i = 0; i < lines.size(); i++) {
      vocabulary.put(lines.get(i), i);
    }
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}
