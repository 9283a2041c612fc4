package dev.athanor.promptfoo.provider;

import dev.athanor.eval.scorer.Generation;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.subject.Answers;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.promptfoo.template.Script;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model has said, as promptfoo hands it to assertions: text, or the calls that it wants, as its provider writes them.
 *
 * @param target that has answered
 */
record ModelOutput(Target.OfModel target) {
  private static final String CALL = "function_call";

  Output of(ModelResponse response) {
    Optional<JsonNode> value = value(response);
    String text = value.map(Script::json).orElseGet(() -> text(response));
    return new Output(text, value, false, List.of(), Optional.of(generation(response)));
  }

  private Optional<JsonNode> value(ModelResponse response) {
    Optional<JsonNode> calls = anthropic() ? Optional.empty() : calls(response);
    if (calls.isPresent()) {
      return calls;
    }
    boolean schema = "json_schema".equals(setting("response_format").path("type").asString(""));
    return schema ? Answers.json(response.text()) : Optional.empty();
  }

  private boolean anthropic() {
    return target.connection().protocol().equals("anthropic");
  }

  private JsonNode setting(String name) {
    return Optional.ofNullable(target.settings().extra().get(name)).orElseGet(Json::object);
  }

  /** The calls alone, or, beside words, the whole message. */
  private static Optional<JsonNode> calls(ModelResponse response) {
    ArrayNode calls = Json.MAPPER.createArrayNode();
    for (Part.ToolCall call : response.toolCalls()) {
      ObjectNode one = calls.addObject().put("id", call.id()).put("type", "function");
      one.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
    Optional<JsonNode> old = response.message().parts().stream()
        .flatMap(part -> part instanceof Part.Raw(_, var kind, var value) && kind.equals(CALL)
            ? Stream.<JsonNode>of(Json.object().put("name", value.path("name").asString(""))
                .put("arguments", value.path("arguments").asString("")))
            : Stream.empty())
        .findFirst();
    if (calls.isEmpty() && old.isEmpty()) {
      return Optional.empty();
    }
    if (response.text().isEmpty()) {
      return Optional.of(old.orElse(calls));
    }
    ObjectNode message = Json.object().put("role", "assistant").put("content", response.text());
    return Optional.of(old.isPresent() ? message.set(CALL, old.get()) : message.set("tool_calls", calls));
  }

  private String text(ModelResponse response) {
    if (!anthropic() || response.toolCalls().isEmpty()) {
      return response.text();
    }
    return response.message().parts().stream().flatMap(part -> switch (part) {
      case Part.Text(String text) -> Stream.of(text);
      case Part.ToolCall(String id, String name, String arguments) -> Stream.of(
          Script.json(Json.object().put("type", "tool_use").put("id", id).put("name", name)
              .set("input", Answers.json(arguments).orElseGet(Json::object))));
      case Part.Stored _,Part.Linked _,Part.Reasoning _,Part.ToolResult _,Part.Raw _ ->
          Stream.empty();
    }).collect(Collectors.joining("\n\n"));
  }

  private Generation generation(ModelResponse response) {
    ObjectNode offered = Json.object();
    for (String name : List.of("tools", "functions")) {
      Optional.ofNullable(target.settings().extra().get(name)).ifPresent(all -> offered.set(name, all));
    }
    return new Generation(finish(response), logProbability(response),
        offered.isEmpty() ? Optional.empty() : Optional.of(offered));
  }

  private static String finish(ModelResponse response) {
    return response.finish() == FinishReason.OTHER
        ? Optional.ofNullable(response.extra().get("finish_reason")).map(JsonNode::asString).orElse("")
        : response.finish().name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Double> logProbability(ModelResponse response) {
    JsonNode tokens = Optional.ofNullable(response.extra().get("logprobs")).orElseGet(Json::object)
        .path("content");
    OptionalDouble mean =
        tokens.valueStream().mapToDouble(each -> each.path("logprob").asDouble(0)).average();
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }
}
