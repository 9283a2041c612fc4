package dev.athanor.models.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.models.anthropic.AnthropicDialect;
import dev.athanor.models.chat.Dialect;
import dev.athanor.models.embedding.EmbeddingDialect;
import dev.athanor.models.gemini.GeminiDialect;
import dev.athanor.models.ollama.OllamaDialect;
import dev.athanor.models.openai.OpenAiDialect;
import dev.athanor.models.openai.ResponsesDialect;
import dev.athanor.run.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a provider speaks. */
public enum Protocol {
  /** OpenAI's chat completions, which many others speak too. */
  OPENAI,
  /** OpenAI's responses: thoughts go back, and there are hosted tools. */
  RESPONSES,
  /** Anthropic's messages. */
  ANTHROPIC,
  /** Google's generated content. */
  GEMINI,
  /** Ollama's own chat. */
  OLLAMA;

  /** As settings call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How a provider of that name speaks it. */
  Dialect dialect(String provider) {
    return switch (this) {
      case OPENAI -> new OpenAiDialect(provider.equals("openai"));
      case RESPONSES -> new ResponsesDialect();
      case ANTHROPIC -> new AnthropicDialect();
      case GEMINI -> new GeminiDialect();
      case OLLAMA -> new OllamaDialect();
    };
  }

  /** How it is asked for vectors; empty if it can't be. */
  Optional<EmbeddingDialect> embeddings() {
    return switch (this) {
      case OPENAI, RESPONSES -> Optional.of(EmbeddingDialect.OPENAI);
      case GEMINI -> Optional.of(EmbeddingDialect.GEMINI);
      case OLLAMA -> Optional.of(EmbeddingDialect.OLLAMA);
      case ANTHROPIC -> Optional.empty();
    };
  }

  /** By its word. */
  public static Protocol named(String word) {
    List<String> words = Arrays.stream(values()).map(Protocol::word).toList();
    return Arrays.stream(values()).filter(protocol -> protocol.word().equals(word)).findFirst()
        .orElseThrow(() -> AthanorException.user("protocol-unknown",
            "\"" + word + "\" is no protocol of a provider; "
                + "expected " + String.join(", ", words) + " (did you mean "
                + Nearest.to(word, words, 1).getFirst() + "?)"));
  }
}
