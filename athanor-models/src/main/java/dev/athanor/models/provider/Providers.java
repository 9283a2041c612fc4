package dev.athanor.models.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.model.Model;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.Models;
import dev.athanor.models.anthropic.AnthropicDialect;
import dev.athanor.models.chat.ConnectedModel;
import dev.athanor.models.chat.Connection;
import dev.athanor.models.chat.Dialect;
import dev.athanor.models.embedding.ConnectedEmbedding;
import dev.athanor.models.embedding.EmbeddingDialect;
import dev.athanor.models.embedding.EmbeddingModel;
import dev.athanor.models.wire.Patience;
import dev.athanor.models.wire.Secret;
import dev.athanor.models.wire.Wire;
import dev.athanor.run.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The providers of models. Safe for use by many threads. */
public final class Providers implements Models, AutoCloseable {
  private final Map<String, ProviderSettings> settings = new LinkedHashMap<>();
  private final Map<String, Reached> reached = new ConcurrentHashMap<>();
  private final Keys keys;

  /** What lasts of a provider from one question to the next. */
  private record Reached(Wire wire, Gate gate) {}

  private Providers(List<ProviderSettings> configured, Keys keys) {
    ProviderSettings.builtIn()
        .forEach(name -> settings.put(name, ProviderSettings.builtIn(name).orElseThrow()));
    configured.forEach(one -> settings.put(one.name(), one));
    this.keys = keys;
  }

  /** These and those built in, with keys from the environment of the process. */
  public static Providers of(List<ProviderSettings> settings) {
    return of(settings, System::getenv);
  }

  /** These and those built in, with keys from that environment. */
  public static Providers of(List<ProviderSettings> settings, UnaryOperator<@Nullable String> environment) {
    return new Providers(settings, new Keys(environment));
  }

  @Override
  public Model named(ModelName name) {
    ProviderSettings provider = provider(name.provider());
    Reached there = reach(provider);
    return there.gate.before(new ConnectedModel(connection(provider, there.wire)));
  }

  /**
   * The model of that name that makes vectors. Its key is fetched now.
   *
   * @throws AthanorException {@code provider-unknown}, {@code embeddings-unspoken}, or why there is no key
   */
  public EmbeddingModel embedding(ModelName name) {
    ProviderSettings provider = provider(name.provider());
    EmbeddingDialect dialect = provider.protocol().embeddings()
        .orElseThrow(() -> AthanorException.user("embeddings-unspoken", "the provider \"" + provider.name()
            + "\" speaks " + provider.protocol().word() + ", which has no embeddings, so " + name
            + " can't embed; expected a model of a provider that speaks openai, gemini or ollama"));
    Reached there = reach(provider);
    return there.gate.before(new ConnectedEmbedding(connection(provider, there.wire), dialect));
  }

  /** What a provider needs to be told and a request may leave out. To be merged into requests, since it decides the answer. */
  public ModelSettings defaults(ModelName name) {
    return provider(name.provider()).protocol() == Protocol.ANTHROPIC ? AnthropicDialect.DEFAULTS
        : ModelSettings.NONE;
  }

  /** The names of all providers. */
  public List<String> names() {
    return List.copyOf(settings.keySet());
  }

  /**
   * The models that a provider lists.
   *
   * @throws AthanorException {@code models-unlisted} if it does not
   */
  public List<String> models(String name) {
    ProviderSettings provider = provider(name);
    try {
      return connection(provider, reach(provider).wire).models();
    } catch (IOException e) {
      throw unlisted(name, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unlisted(name, "interrupted");
    }
  }

  private static AthanorException unlisted(String name, String why) {
    return new AthanorException("models-unlisted", Category.PROVIDER, true, "the provider \"" + name
        + "\" does not list its models: " + why + "; see its address and its key");
  }

  private ProviderSettings provider(String name) {
    return Optional.ofNullable(settings.get(name)).orElseThrow(() -> AthanorException.user("provider-unknown",
        "there is no provider \"" + name + "\"; the nearest: "
            + String.join(", ", Nearest.to(name, new ArrayList<>(
                settings.keySet()), 3))
            + ". Another one needs settings with its base address"));
  }

  private Reached reach(ProviderSettings provider) {
    return reached.computeIfAbsent(provider.name(),
        _ -> new Reached(new Wire(provider.timeouts().connect()), new Gate(
            provider.limits())));
  }

  private Connection connection(ProviderSettings provider, Wire wire) {
    Dialect dialect = provider.protocol().dialect(provider.name());
    Secret key = keys.of(provider);
    return new Connection(dialect, wire, provider.baseUrl().toString(),
        new Connection.Access(dialect.authorization(key,
            provider.headers()), Keys.advice(provider)),
        new Patience(provider.timeouts().firstToken(), provider.timeouts()
            .betweenTokens()));
  }

  @Override
  public String toString() {
    return "Providers" + settings.keySet();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    reached.values().forEach(there -> there.wire.close());
  }
}
