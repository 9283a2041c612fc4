package dev.athanor.models.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.run.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
