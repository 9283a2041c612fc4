package dev.athanor.proxy.reading;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.ModelResponse;
import dev.athanor.proxy.exchange.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what a model has said. What can't be read is no error: the record has it as it came. */
public final class Answers {
  private static final int OK = 200;

  private Answers() {}

  /** One interface's way to answer. */
  interface Reader {
    /** Reads an answer in one body. */
    ModelResponse whole(JsonNode body);

    /** Reads an answer in pieces. */
    ModelResponse stream(List<JsonNode> pieces);
  }

  /** What is said in one body. */
  public static Optional<ModelResponse> whole(Asked asked, int status, byte[] body) {
    return status != OK ? Optional.empty() : reader(asked).flatMap(reader -> tolerant(() -> reader.whole(Json
        .parse(body))));
  }

  /** What is said in a stream. */
  public static Optional<ModelResponse> stream(Asked asked, int status, String text) {
    return status != OK ? Optional.empty() : reader(asked).flatMap(reader -> tolerant(() -> reader.stream(
        pieces(text))));
  }

  private static Optional<ModelResponse> tolerant(java.util.function.Supplier<ModelResponse> read) {
    try {
      return Optional.of(read.get());
    } catch (AthanorException | JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Reader> reader(Asked asked) {
    String path = asked.path();
    return Optional.ofNullable(switch (asked.service()) {
      case OPENAI -> openAi(path);
      case ANTHROPIC -> path.endsWith("/messages") ? new AnthropicAnswers() : null;
      case GEMINI -> path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent")
          ? new GeminiAnswers()
          : openAi(path);
      case OLLAMA -> path.equals("/api/chat") ? new OllamaAnswers() : openAi(path);
    });
  }

  private static @org.jspecify.annotations.Nullable Reader openAi(String path) {
    if (path.endsWith("/chat/completions")) {
      return new OpenAiChatAnswers();
    }
    return path.endsWith("/responses") ? new OpenAiResponseAnswers() : null;
  }

  /** The JSON of server-sent events, of lines, or of one array. A piece that is cut off is left out. */
  static List<JsonNode> pieces(String text) {
    String start = text.stripLeading();
    if (start.startsWith("[")) {
      List<JsonNode> pieces = new ArrayList<>();
      parsed(start).ifPresent(array -> array.forEach(pieces::add));
      return pieces;
    }
    List<JsonNode> pieces = new ArrayList<>();
    text.lines().map(line -> line.startsWith("data:") ? line.substring(5).strip() : line.strip()).filter(
        line -> line.startsWith("{")).forEach(line -> parsed(line).ifPresent(pieces::add));
    return pieces;
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }
}
