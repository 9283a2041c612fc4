package dev.athanor.promptfoo.provider;

import dev.athanor.model.ModelSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads providers of models.
 *
 * @param environment of the process and of the suite
 * @param atOnce how many requests at once; empty if the suite does not say it
 * @param tools reads what models may call
 */
record ModelTargets(Map<String, String> environment, Optional<Integer> atOnce, ToolConfig tools) {
  /** Those that answer with thoughts, and take no temperature. */
  private static final Pattern THINKS = Pattern.compile("(^|/)(o[134]|gpt-[5-9])");
  private static final Pattern VARIABLE = Pattern.compile("\\s*\\{\\{\\s*env\\.(\\w+)\\s*}}\\s*");
  private static final int USUAL_LENGTH = 1024;

  /** What is known of a family of providers. */
  private record Family(String provider, String protocol, String baseUrl, List<String> keys, boolean keyed,
      List<String> addresses) {}

  private static final Map<String, Family> FAMILIES = Map.ofEntries(
      family("openai", "openai", "https://api.openai.com/v1", "OPENAI_API_KEY", "OPENAI_API_BASE_URL",
          "OPENAI_BASE_URL"),
      family("anthropic", "anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
      Map.entry("google",
          new Family("google", "gemini", "https://generativelanguage.googleapis.com/v1beta", List
              .of("GOOGLE_API_KEY", "GEMINI_API_KEY"), true, List.of())),
      Map.entry("ollama", new Family("ollama", "ollama", "http://localhost:11434", List.of("OLLAMA_API_KEY"),
          false, List.of("OLLAMA_BASE_URL"))),
      family("openrouter", "openai", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
      family("groq", "openai", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
      family("deepseek", "openai", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
      family("mistral", "openai", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
      family("togetherai", "openai", "https://api.together.xyz/v1", "TOGETHER_API_KEY"),
      family("xai", "openai", "https://api.x.ai/v1", "XAI_API_KEY"));

  private static Map.Entry<String, Family> family(String name, String protocol, String baseUrl, String key,
      String... addresses) {
    return Map.entry(name, new Family(name, protocol, baseUrl, List.of(key), true, List.of(addresses)));
  }

  static List<String> names() {
    return FAMILIES.keySet().stream().sorted().toList();
  }

  /** A model of one of the families; empty if the provider is of none. */
  Optional<Target> read(String name, String rest, Config config) {
    return Optional.ofNullable(FAMILIES.get(name)).map(family -> {
      Matcher kind =
          Pattern.compile("(chat|messages|responses|completion|embeddings?|image|realtime|assistant"
              + "|moderation|speech|transcription|video|agents|chatkit|codex[\\w-]*):(.+)").matcher(rest);
      boolean said = kind.matches();
      String how = said ? kind.group(1) : "chat";
      if (!List.of("chat", "messages", "responses").contains(how)) {
        throw config.cannot(name + ":" + how + " answers no chat; expected " + name + ":MODEL or " + name
            + ":chat:MODEL");
      }
      String model = said ? kind.group(2) : rest;
      if (model.isEmpty()) {
        throw config.cannot("the provider \"" + name + "\" names no model; expected " + name + ":MODEL");
      }
      Family spoken = how.equals("responses") ? new Family(family.provider(), "responses", family.baseUrl(),
          family.keys(), family.keyed(), family.addresses()) : family;
      Target.Connection connection = connection(spoken, config);
      ModelSettings settings = settings(spoken, model, config);
      config.finish();
      return new Target.OfModel(connection, model, settings);
    });
  }

  /** A model of one of the families that makes vectors; empty if the provider is none. */
  Optional<EmbedderTarget> embedder(String name, String rest, Config config) {
    Matcher kind = Pattern.compile("embeddings?:(.+)").matcher(rest);
    Optional<Family> family = Optional.ofNullable(FAMILIES.get(name)).filter(_ -> kind.matches())
        .filter(each -> !each.protocol().equals("anthropic"));
    return family.map(each -> {
      EmbedderTarget target = new EmbedderTarget(connection(each, config), kind.group(1));
      config.finish();
      return target;
    });
  }

  private Target.Connection connection(Family family, Config config) {
    Optional<String> host = config.text("apiHost").map(each -> "https://" + each + "/v1");
    String address =
        host.or(() -> config.text("apiBaseUrl", "baseUrl"))
            .or(() -> family.addresses().stream()
                .flatMap(each -> Optional.ofNullable(environment.get(each)).stream()).findFirst())
            .orElse(family.baseUrl());
    Optional<String> key = config.text("apiKeyEnvar").or(() -> config.text("apiKey").map(written -> {
      Matcher variable = VARIABLE.matcher(written);
      if (!variable.matches()) {
        throw config.cannot("config.apiKey of " + family.provider() + " is a key itself, which would stand in"
            + " records; set it in the environment and write apiKey: '{{env.NAME}}'");
      }
      return variable.group(1);
    }));
    Map<String, String> headers = new LinkedHashMap<>(config.texts("headers"));
    config.text("organization").ifPresent(each -> headers.put("OpenAI-Organization", each));
    boolean elsewhere = !address.equals(family.baseUrl());
    return new Target.Connection(family.provider(), family.protocol(),
        URI.create(address.replaceFirst("/+$", "")),
        key.map(List::of).orElse(family.keys()), family.keyed() && !elsewhere, headers, atOnce);
  }

  private ModelSettings settings(Family family, String model, Config config) {
    boolean openai = family.protocol().equals("openai") || family.protocol().equals("responses");
    boolean thinks = openai && THINKS.matcher(model).find();
    boolean usual = !config.value("omitDefaults").map(JsonNode::booleanValue).orElse(false);
    Optional<Integer> most = config.whole("max_completion_tokens", "max_tokens", "max_output_tokens",
        "maxOutputTokens", "num_predict").or(
            () -> usual && !thinks && (openai || family.protocol().equals(
                "anthropic")) ? Optional.of(USUAL_LENGTH) : Optional.empty());
    Optional<Double> temperature =
        config.number("temperature")
            .or(() -> usual && openai && !thinks ? Optional.of(0.0) : Optional.empty());
    List<String> stop = config.value("stop", "stop_sequences", "stopSequences").map(value -> (value.isArray()
        ? value.valueStream() : Stream.of(value)).map(JsonNode::asString).toList()).orElse(List.of());
    return new ModelSettings(temperature, config.number("top_p", "topP"), config.whole("top_k", "topK"), most,
        config.number("seed").map(Double::longValue), stop, config.text("reasoning_effort"),
        extra(family, openai, config));
  }

  private Map<String, JsonNode> extra(Family family, boolean openai, Config config) {
    Map<String, JsonNode> extra = new LinkedHashMap<>(tools.read(family.protocol(), config));
    if (openai) {
      Stream
          .of("presence_penalty", "frequency_penalty", "response_format", "service_tier", "user", "metadata",
              "store", "verbosity", "logit_bias")
          .forEach(name -> config.value(name).ifPresent(value -> extra.put(
              name, value)));
    }
    config.value("passthrough")
        .ifPresent(all -> all.properties().forEach(each -> extra.put(each.getKey(), each
            .getValue())));
    return extra;
  }
}
