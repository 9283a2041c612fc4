package dev.athanor.embedders;

import dev.athanor.embedders.EmbedderSettings.OnnxFiles;
import dev.athanor.embedders.EmbedderSettings.Pooling;
import dev.athanor.embedders.EmbedderSettings.Texts;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The files of the shipped model in a folder, as somebody's own would lie there. */
final class ShippedFiles {
  private static final String NAME = "/bge-small-en-v1.5-q";
  static final String QUESTION = "Represent this sentence for searching relevant passages: ";

  private ShippedFiles() {}

  static OnnxFiles in(Path folder) throws IOException {
    Path model = folder.resolve("model.onnx");
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.exists(tokenizer)) {
      copy(NAME + ".onnx", model);
      copy(NAME + "-tokenizer.json", tokenizer);
    }
    return new OnnxFiles(model, tokenizer, Pooling.CLS, new Texts(QUESTION, "", Texts.TOKENS));
  }

  private static void copy(String resource, Path file) throws IOException {
    try (InputStream in = Objects.requireNonNull(OnnxEmbedder.class.getResourceAsStream(resource))) {
      Files.copy(in, file);
    }
  }

  /** The jar that they come in, with a class of LangChain4j's that embeds with them. */
  static Path jar() {
    String place = Objects.requireNonNull(OnnxEmbedder.class.getResource(NAME + ".onnx")).toString();
    return Path.of(URI.create(place.substring("jar:".length(), place.indexOf('!'))));
  }
}
