package dev.athanor.proxy.exchange;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.athanor.simulator.protocol.Provider;
import dev.athanor.simulator.protocol.Providers;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A provider's interface that clients know how to speak; who stands behind it is said by its base address. */
public enum Service {
  /** OpenAI, and all that speak as it does. */
  OPENAI("/v1", "https://api.openai.com/v1"),
  /** Anthropic. */
  ANTHROPIC("", "https://api.anthropic.com"),
  /** Google Gemini. */
  GEMINI("", "https://generativelanguage.googleapis.com"),
  /** Ollama. */
  OLLAMA("", "http://127.0.0.1:11434");

  private static final Providers PROVIDERS = new Providers();

  private final String root;
  private final URI home;

  Service(String root, String home) {
    this.root = root;
    this.home = URI.create(home);
  }

  /** By which command lines, records and paths name it. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The service of that name. */
  public static Optional<Service> named(String word) {
    return Arrays.stream(values()).filter(service -> service.word().equals(word)).findFirst();
  }

  /** The part of the provider's paths that clients hold to be part of the base address. */
  public String root() {
    return root;
  }

  /** Where clients find it at the proxy. */
  public String mount() {
    return "/" + word() + root;
  }

  /** The base address of the provider itself. */
  public URI home() {
    return home;
  }

  /** The environment variables by which its clients are told another base address; the most usual one first. */
  public List<String> variables() {
    return switch (this) {
      case OPENAI -> List.of("OPENAI_BASE_URL", "OPENAI_API_BASE");
      case ANTHROPIC -> List.of("ANTHROPIC_BASE_URL", "ANTHROPIC_API_URL");
      case GEMINI -> List.of("GOOGLE_GEMINI_BASE_URL", "GEMINI_API_BASE");
      case OLLAMA -> List.of("OLLAMA_HOST", "OLLAMA_BASE_URL", "OLLAMA_API_BASE");
    };
  }

  /** Its paths and its words for errors. */
  public Provider provider() {
    return switch (this) {
      case OPENAI -> PROVIDERS.openAi();
      case ANTHROPIC -> PROVIDERS.anthropic();
      case GEMINI -> PROVIDERS.gemini();
      case OLLAMA -> PROVIDERS.ollama();
    };
  }
}
