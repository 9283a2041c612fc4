package dev.athanor.models;

import dev.athanor.models.provider.KeySource;
import dev.athanor.models.provider.Limits;
import dev.athanor.models.provider.Protocol;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Timeouts;
import dev.athanor.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The providers as a simulator serves them. */
public enum Served {
  OPENAI("openai", "/v1", "gpt-5-mini"), ANTHROPIC("anthropic", "/v1", "claude-opus-4-7"),
  GEMINI("gemini", "/v1beta",
      "gemini-3-flash"),
  OLLAMA("ollama", "", "qwen3:8b"), RESPONSES("openai-responses", "/v1", "gpt-5");

  /** The variable that holds the key in tests, and the key. */
  public static final String VARIABLE = "TEST_KEY";
  public static final String KEY = "sk-test-0123456789abcdef";

  private final String provider;
  private final String path;
  private final String model;

  Served(String provider, String path, String model) {
    this.provider = provider;
    this.path = path;
    this.model = model;
  }

  public String provider() {
    return provider;
  }

  /** A model of it, as a request names it. */
  public String model() {
    return provider + ":" + model;
  }

  public String bareModel() {
    return model;
  }

  public ProviderSettings at(URI server) {
    return at(server, path);
  }

  /** Below another path than usual. */
  public ProviderSettings at(URI server, String below) {
    URI address = URI.create(server + below);
    ProviderSettings settings = this == RESPONSES
        ? ProviderSettings.compatible(provider, address).speaking(Protocol.RESPONSES)
        : ProviderSettings.builtIn(provider).orElseThrow().at(address);
    return settings.keyFrom(
        new KeySource.Environment(List.of(VARIABLE), true)).limited(Limits.NONE)
        .timed(new Timeouts(Duration.ofSeconds(
            5), Duration.ofSeconds(20), Duration.ofSeconds(20)));
  }

  public ProviderSettings at(Simulator simulator) {
    return at(simulator.baseUri());
  }
}
