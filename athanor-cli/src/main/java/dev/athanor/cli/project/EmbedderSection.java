package dev.athanor.cli.project;

import dev.athanor.embedders.EmbedderSettings;
import dev.athanor.embedders.EmbedderSettings.Pooling;
import dev.athanor.embedders.EmbedderSettings.Texts;
import dev.athanor.model.ModelName;
import dev.athanor.yaml.YamlMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Reads {@code embedder} of {@code knowledge} or of one of its indexes.
 *
 * @param folder of the project, which files are relative to
 */
record EmbedderSection(Path folder) {
  /** The name of the one that comes with the program. */
  static final String SHIPPED = "bge-small";
  private static final List<String> FORMS = List.of("model", "onnx", "class");

  /**
   * Reads it.
   *
   * @param standard where nothing is said
   */
  EmbedderSettings read(YamlMap map, EmbedderSettings standard) {
    if (map.keys().isEmpty()) {
      return standard;
    }
    List<String> said = FORMS.stream().filter(map.keys()::contains).toList();
    if (said.size() != 1) {
      throw map.problem(said.isEmpty() ? "" : said.get(1), map.inside("model") + ", onnx and class: "
          + (said.isEmpty() ? "none of them is" : String.join(" and ", said) + " are")
          + " here; expected exactly one, such as \"model: openai:text-embedding-3-small\"");
    }
    return switch (said.getFirst()) {
      case "onnx" -> onnx(map);
      case "class" -> ownClass(map);
      default -> model(map);
    };
  }

  private static EmbedderSettings model(YamlMap map) {
    if (map.text("model").filter(SHIPPED::equals).isPresent()) {
      map.finish();
      return new EmbedderSettings.Shipped();
    }
    ModelName model = map.read("model", ModelName::parse).orElseThrow(() -> map.problem("model",
        map.inside("model") + " is empty; expected " + SHIPPED
            + " or PROVIDER:MODEL, such as openai:text-embedding-3-small"));
    Optional<Integer> dimensions = whole(map, "dimensions");
    int batch = map.atLeastOne("batch").orElse(EmbedderSettings.Provided.BATCH);
    Texts texts = texts(map);
    map.finish();
    return map.build(() -> new EmbedderSettings.Provided(model, dimensions, batch, texts));
  }

  private EmbedderSettings onnx(YamlMap map) {
    Path model = file(map, "onnx", "the ONNX file of a model, such as models/model.onnx");
    Path tokenizer = file(map, "tokenizer", "the tokenizer.json that lies beside the model");
    Pooling pooling = map.oneOf("pooling", Pooling.values()).orElseThrow(() -> map.problem("pooling",
        map.inside("pooling")
            + " is missing; expected mean or cls, as the model's card says: with the wrong one"
            + " nothing that fits is found"));
    Texts texts = texts(map);
    map.finish();
    return new EmbedderSettings.OnnxFiles(model, tokenizer, pooling, texts);
  }

  private EmbedderSettings ownClass(YamlMap map) {
    String name = map.text("class").orElseThrow(() -> map.problem("class", map.inside("class")
        + " is empty; expected the name of a class that implements LangChain4j's EmbeddingModel"));
    List<Path> jars = map.texts("jars").stream().map(each -> folder.resolve(each).normalize()).toList();
    Texts texts = texts(map);
    map.finish();
    return map.build(() -> new EmbedderSettings.OwnClass(name, jars, texts));
  }

  private Path file(YamlMap map, String key, String expected) {
    return map.text(key).map(each -> folder.resolve(each).normalize())
        .orElseThrow(() -> map.problem(key, map.inside(key) + " is missing; expected " + expected));
  }

  private static Texts texts(YamlMap map) {
    return new Texts(map.text("question").orElse(""), map.text("passage").orElse(""),
        map.atLeastOne("tokens").orElse(Texts.TOKENS));
  }

  private static Optional<Integer> whole(YamlMap map, String key) {
    return Stream.of(map.atLeastOne(key)).filter(OptionalInt::isPresent).map(OptionalInt::getAsInt)
        .findFirst();
  }
}
