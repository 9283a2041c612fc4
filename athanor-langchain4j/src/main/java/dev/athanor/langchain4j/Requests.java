package dev.athanor.langchain4j;

import dev.athanor.json.Json;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Questions to a chat model, in our words. Settings that only a provider's own parameters have stand under their own names. */
final class Requests {
  /** What is said elsewhere in the request. */
  private static final Set<String> TYPED =
      Set.of("modelName", "temperature", "topP", "topK", "maxOutputTokens",
          "stopSequences", "toolSpecifications", "toolChoice", "responseFormat", "reasoningEffort", "seed",
          "toBuilder",
          "hashCode", "toString", "getClass");

  private Requests() {}

  static ModelRequest ours(ModelProvider provider, ChatRequest request) {
    ChatRequestParameters parameters = request.parameters();
    String model = Optional.ofNullable(parameters.modelName()).orElse("unnamed");
    Map<String, JsonNode> own = own(parameters);
    return new ModelRequest(new ModelName(name(provider), model), Messages.ours(request.messages()),
        tools(parameters.toolSpecifications(), own), choice(parameters), output(parameters.responseFormat()),
        settings(parameters, own));
  }

  /** As a project would call the provider. */
  static String name(ModelProvider provider) {
    return switch (provider) {
      case OPEN_AI -> "openai";
      case GOOGLE_AI_GEMINI -> "gemini";
      default -> provider.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  private static ToolChoice choice(ChatRequestParameters parameters) {
    return switch (parameters.toolChoice()) {
      case null -> ToolChoice.AUTO;
      case AUTO -> ToolChoice.AUTO;
      case REQUIRED -> ToolChoice.REQUIRED;
      case NONE -> ToolChoice.NONE;
    };
  }

  private static OutputFormat output(@Nullable ResponseFormat format) {
    if (format == null || format.type() == ResponseFormatType.TEXT) {
      return new OutputFormat.Text();
    }
    return format.jsonSchema() == null ? new OutputFormat.Json()
        : new OutputFormat.Schema(format.jsonSchema().name(), schema(format.jsonSchema().rootElement()));
  }

  private static JsonNode schema(JsonSchemaElement element) {
    return Json.MAPPER.valueToTree(JsonSchemaElementUtils.toMap(element));
  }

  /** By name: in which order reflection finds an object's tools is not the same everywhere. */
  private static List<Tool> tools(List<ToolSpecification> tools, Map<String, JsonNode> own) {
    tools.forEach(tool -> {
      if (tool.strict() != null || !tool.metadata().isEmpty()) {
        own.put("tool:" + tool.name(), Json.object().set("metadata",
            Values.shown(tool.metadata())).set("strict", Values.shown(tool.strict())));
      }
    });
    return tools.stream().sorted(Comparator.comparing(ToolSpecification::name))
        .map(tool -> new Tool(tool.name(),
            Optional.ofNullable(tool.description()).orElse(""),
            tool.parameters() == null ? Json.object().put("type", "object") : schema(tool.parameters())))
        .toList();
  }

  private static ModelSettings settings(ChatRequestParameters parameters, Map<String, JsonNode> own) {
    return new ModelSettings(Optional.ofNullable(parameters.temperature()),
        Optional.ofNullable(parameters.topP()),
        Optional.ofNullable(parameters.topK()), Optional.ofNullable(parameters.maxOutputTokens()),
        told(parameters, "seed").map(seed -> ((Number) seed).longValue()), parameters.stopSequences(),
        told(parameters, "reasoningEffort").map(Object::toString), own);
  }

  /** What this provider's parameters alone tell, by the name of the accessor. */
  private static Map<String, JsonNode> own(ChatRequestParameters parameters) {
    return accessors(parameters).filter(accessor -> !TYPED.contains(accessor.getName()))
        .flatMap(accessor -> told(parameters, accessor.getName()).stream()
            .filter(value -> !value.equals(Map.of()) && !value.equals(List.of()))
            .map(value -> Map.entry(accessor.getName(), Values.shown(value))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
  }

  private static java.util.stream.Stream<Method> accessors(ChatRequestParameters parameters) {
    return Arrays.stream(parameters.getClass().getMethods()).filter(method -> method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers()) && method.getReturnType() != void.class
        && method.getDeclaringClass() != Object.class && !method.isSynthetic());
  }

  private static Optional<Object> told(ChatRequestParameters parameters, String name) {
    return accessors(parameters).filter(accessor -> accessor.getName().equals(name)).findFirst()
        .flatMap(accessor -> {
          try {
            return Optional.ofNullable(accessor.invoke(parameters));
          } catch (IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
          }
        });
  }
}
