package dev.athanor.promptfoo.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.model.Model;
import dev.athanor.model.ModelName;
import dev.athanor.model.Models;
import dev.athanor.model.Prices;
import dev.athanor.model.Usage;
import dev.athanor.models.embedding.EmbeddingModel;
import dev.athanor.models.provider.KeySource;
import dev.athanor.models.provider.Limits;
import dev.athanor.models.provider.Protocol;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.models.provider.Timeouts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The models of suites by names that say where they are: a suite may reach one provider in several ways. Safe for use by many threads.
 */
public final class Connections implements Models, Prices, AutoCloseable {
  private static final Codec<Target.Connection> CODEC = Codec.of(Target.Connection.class);
  private static final int SHOWN = 8;

  private final UnaryOperator<@Nullable String> environment;
  private final Supplier<Prices> prices;
  private final Map<String, Reached> reached = new ConcurrentHashMap<>();

  /**
   * With keys from there.
   *
   * @param prices what models cost, by the names that this project has for them
   */
  public Connections(UnaryOperator<@Nullable String> environment, Supplier<Prices> prices) {
    this.environment = environment;
    this.prices = prices;
  }

  /** A provider, and its name in the project. */
  private record Reached(Providers providers, String provider) {}

  /** The name of a model, by which it can be asked from now on. */
  public ModelName name(Target.OfModel target) {
    return name(target.connection(), target.model());
  }

  /** The same of one that makes vectors. */
  public ModelName name(EmbedderTarget target) {
    return name(target.connection(), target.model());
  }

  private ModelName name(Target.Connection connection, String model) {
    boolean usual = ProviderSettings.builtIn(connection.provider())
        .filter(each -> each.baseUrl().equals(connection.baseUrl()) && connection.headers().isEmpty())
        .isPresent();
    String name = usual ? connection.provider()
        : connection.provider() + "-"
            + Hash.of(CODEC.encode(connection).toString()).hex().substring(0, SHOWN);
    reached.computeIfAbsent(name,
        _ -> new Reached(Providers.of(List.of(settings(name, connection)), environment),
            connection.provider()));
    return new ModelName(name, model);
  }

  private static ProviderSettings settings(String name, Target.Connection connection) {
    KeySource key = connection.keys().isEmpty() ? new KeySource.None()
        : new KeySource.Environment(connection.keys(), connection.keyed());
    Limits limits = connection.atOnce().map(Limits::concurrent).orElse(Limits.NONE);
    return new ProviderSettings(name, Protocol.named(connection.protocol()), connection.baseUrl(), connection
        .headers(), key, limits, Timeouts.PATIENT);
  }

  @Override
  public Model named(ModelName name) {
    return reached(name).providers().named(name);
  }

  /** One that makes vectors. Its key is fetched now. */
  public EmbeddingModel embedding(ModelName name) {
    return reached(name).providers().embedding(name);
  }

  private Reached reached(ModelName name) {
    Reached there = reached.get(name.provider());
    if (there == null) {
      throw AthanorException.user("provider-unknown", "the suite has no provider \"" + name.provider()
          + "\"; it has " + reached.keySet().stream().sorted().toList());
    }
    return there;
  }

  @Override
  public Optional<BigDecimal> dollars(ModelName model, Usage usage) {
    Reached there = reached.get(model.provider());
    return prices.get().dollars(there == null ? model : new ModelName(there.provider(), model.model()),
        usage);
  }

  @Override
  public void close() {
    reached.values().forEach(each -> each.providers().close());
  }
}
