package dev.athanor.simulator.protocol;

import java.util.Map;

/** The providers, each with what it remembers. */
public final class Providers {
  private final Provider openAi = new OpenAi();
  private final Provider anthropic = new Anthropic();
  private final Provider gemini = new Gemini();
  private final Provider ollama = new Ollama();

  /** OpenAI. */
  public Provider openAi() {
    return openAi;
  }

  /** Anthropic. */
  public Provider anthropic() {
    return anthropic;
  }

  /** Gemini. */
  public Provider gemini() {
    return gemini;
  }

  /** Ollama. */
  public Provider ollama() {
    return ollama;
  }

  /**
   * The provider that is meant.
   *
   * @param headers by their names in lower case
   */
  public Provider of(Target target, Map<String, String> headers) {
    String path = target.path();
    if (headers.containsKey("anthropic-version") || path.contains("/v1/messages")) {
      return anthropic;
    }
    if (path.startsWith("/api/")) {
      return ollama;
    }
    boolean compatible = path.contains("/openai/");
    return !compatible && (path.startsWith("/v1beta") || Gemini.isAction(path) || headers.containsKey(
        "x-goog-api-key")) ? gemini : openAi;
  }
}
