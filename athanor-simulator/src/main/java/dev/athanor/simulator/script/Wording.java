package dev.athanor.simulator.script;

import dev.athanor.json.Json;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a rule says to one question.
 *
 * @param question that was asked
 * @param draw which answer
 * @param caught by the rule's regular expressions
 */
record Wording(Question question, Draw draw, Map<String, String> caught) {
  private static final JsonNode OBJECT = Json.parse("{\"type\":\"object\"}");

  Reply reply(Rule rule) {
    return switch (rule.then()) {
      case Then.Fails(var problem) -> new Reply.Refusal(problem, rule.delivery());
      case Then.Agrees _ -> answer(List.of(agreed()), rule, Then.Says.NOTHING);
      case Then.Says says -> answer(says.parts().stream().map(this::part).toList(), rule, says);
    };
  }

  private static Reply answer(List<Part> parts, Rule rule, Then.Says says) {
    return new Reply.Answer(parts, says.finish().orElseGet(() -> Reply.Answer.of(parts).finish()),
        says.usage(), rule
            .delivery());
  }

  private Part agreed() {
    return switch (question.output()) {
      case OutputFormat.Schema(_, var schema) ->
          new Part.Text(Instance.of(schema, draw.random("schema")).toString());
      case OutputFormat.Json _ -> new Part.Text(Json.object().put("answer", question.user()).toString());
      case OutputFormat.Text _ when question.toolChoice() == ToolChoice.REQUIRED
          && !question.tools().isEmpty() -> part(
              new Said.Call(question.tools().getFirst().name(), new Said.Arguments.BySchema()));
      case OutputFormat.Text _ -> new Part.Text("You said: " + question.user());
    };
  }

  private Part part(Said said) {
    return switch (said) {
      case Said.Words(var template) -> new Part.Text(fill(template));
      case Said.Thought(var template) -> new Part.Reasoning(fill(template), Optional.empty());
      case Said.Json(var value) -> new Part.Text(strings(value, this::fill).toString());
      case Said.BySchema _ -> new Part.Text(Instance.of(wanted(), draw.random("schema")).toString());
      case Said.Call(var tool, var arguments) -> new Part.ToolCall("", tool, switch (arguments) {
        case Said.Arguments.Given(var value) -> strings(value, this::fill).toString();
        case Said.Arguments.Written(var template) -> fill(template);
        case Said.Arguments.BySchema _ ->
            Instance.of(parameters(tool), draw.random("tool " + tool)).toString();
      });
    };
  }

  private JsonNode wanted() {
    return question.output() instanceof OutputFormat.Schema(_, var schema) ? schema : OBJECT;
  }

  private JsonNode parameters(String tool) {
    return question.tools().stream().filter(one -> one.name().equals(tool)).map(Tool::parameters).findFirst()
        .orElse(OBJECT);
  }

  private String fill(String template) {
    return Template.of(template, caught.keySet()).fill(question, draw, caught);
  }

  private static JsonNode strings(JsonNode value, UnaryOperator<String> change) {
    if (value.isString()) {
      return StringNode.valueOf(change.apply(value.stringValue()));
    }
    if (value.isArray()) {
      ArrayNode changed = Json.MAPPER.createArrayNode();
      value.forEach(item -> changed.add(strings(item, change)));
      return changed;
    }
    if (value.isObject()) {
      ObjectNode changed = Json.object();
      value.forEachEntry((name, member) -> changed.set(name, strings(member, change)));
      return changed;
    }
    return value;
  }
}
