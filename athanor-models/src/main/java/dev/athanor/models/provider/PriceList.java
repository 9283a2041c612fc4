package dev.athanor.models.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.ModelName;
import dev.athanor.model.Prices;
import dev.athanor.model.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Prices from a file. A model that is not listed has no price, which is not the price zero. Immutable. */
public final class PriceList implements Prices {
  private static final String SHIPPED = "prices.json";
  /** What providers add to a model's name for one version of it. */
  private static final Pattern VERSION = Pattern.compile("-([0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}|latest)$");

  private final Map<ModelName, Price> prices;

  private PriceList(Map<ModelName, Price> prices) {
    this.prices = prices;
  }

  /** Those that come with this version; each has its date and its source. */
  public static PriceList shipped() {
    try (InputStream file = Objects.requireNonNull(PriceList.class.getResourceAsStream(SHIPPED))) {
      return parse(SHIPPED, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw AthanorException.data("prices-malformed", "the prices that come with Athanor can't be read", e);
    }
  }

  /**
   * Those of a file in the form of {@code docs/providers.md}.
   *
   * @throws AthanorException {@code prices-malformed} with the file and what is wrong
   */
  public static PriceList read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw problem(file.toString(), "can't be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static PriceList parse(String file, String text) {
    Map<ModelName, Price> prices = new LinkedHashMap<>();
    JsonNode listed = json(file, text).path("prices");
    if (!listed.isArray()) {
      throw problem(file, "has no list \"prices\"");
    }
    for (JsonNode one : listed) {
      Price price = price(file, one);
      if (prices.put(price.model(), price) != null) {
        throw problem(file, "has " + price.model() + " twice; remove one of the two");
      }
    }
    return new PriceList(prices);
  }

  private static JsonNode json(String file, String text) {
    try {
      return Json.parse(text);
    } catch (AthanorException e) {
      throw problem(file, "is no JSON: " + e.getMessage());
    }
  }

  private static Price price(String file, JsonNode one) {
    String name = one.path("model").asString("");
    try {
      List<Price.Tier> tiers = new ArrayList<>();
      one.path("above").forEach(tier -> tiers.add(new Price.Tier(tier.path("tokens").asLong(), rates(tier))));
      return new Price(ModelName.parse(name), rates(one), tiers,
          LocalDate.parse(one.path("date").asString("")), one.path(
              "source").asString(""));
    } catch (AthanorException | IllegalArgumentException | DateTimeParseException e) {
      throw problem(file, "has a price that can't be used, of \"" + name + "\": " + e.getMessage()
          + "; expected model, input and output in dollars for a million tokens, and date as 2026-01-31");
    }
  }

  private static Price.Rates rates(JsonNode node) {
    return new Price.Rates(
        rate(node, "input").orElseThrow(() -> new IllegalArgumentException("it has no input")), rate(
            node, "output").orElseThrow(() -> new IllegalArgumentException("it has no output")),
        rate(node, "cacheRead"), rate(
            node, "cacheWrite"));
  }

  private static Optional<BigDecimal> rate(JsonNode node, String name) {
    String text = node.path(name).asString("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      throw new IllegalArgumentException("its " + name + " is \"" + Json.abbreviate(text, 40) + "\"");
    }
    return Optional.of(new BigDecimal(text));
  }

  private static AthanorException problem(String file, String what) {
    return AthanorException.user("prices-malformed", "the file of prices " + file + " " + what);
  }

  /** These, and where they say nothing, those. */
  public PriceList or(PriceList others) {
    Map<ModelName, Price> both = new LinkedHashMap<>(others.prices);
    both.putAll(prices);
    return new PriceList(both);
  }

  @Override
  public Optional<BigDecimal> dollars(ModelName model, Usage usage) {
    return price(model).flatMap(price -> price.dollars(usage));
  }

  /** Whence a model's price comes, and of which day it is. */
  public Optional<String> origin(ModelName model) {
    return price(model).map(price -> price.source() + ", " + price.date());
  }

  private Optional<Price> price(ModelName model) {
    // A provider may be known by two names.
    ModelName asked = model.provider().equals("google") ? new ModelName("gemini", model.model()) : model;
    ModelName plain = new ModelName(asked.provider(), VERSION.matcher(asked.model()).replaceFirst(""));
    return Optional.ofNullable(prices.get(model)).or(() -> Optional.ofNullable(prices.get(asked))).or(
        () -> Optional.ofNullable(prices.get(plain)));
  }
}
