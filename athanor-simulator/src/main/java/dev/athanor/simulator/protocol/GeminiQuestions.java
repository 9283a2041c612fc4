package dev.athanor.simulator.protocol;

import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.simulator.answer.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what Gemini is asked. */
final class GeminiQuestions {
  private GeminiQuestions() {}

  static Question read(String model, JsonNode body, boolean stream) {
    JsonNode contents = Reading.member(body, "contents").filter(JsonNode::isArray).filter(
        array -> !array.isEmpty()).orElseThrow(
            () -> Misunderstood.because(
                "* GenerateContentRequest.contents: contents is not specified"));
    List<Message> messages = new ArrayList<>();
    Reading.member(body, "systemInstruction").or(() -> Reading.member(body, "system_instruction")).ifPresent(
        system -> messages.add(new Message(Role.SYSTEM, parts(system))));
    contents.forEach(content -> messages.add(new Message(role(content), parts(content))));
    List<Tool> tools = Reading.items(body, "tools").stream().flatMap(tool -> Reading.items(tool,
        "functionDeclarations").stream()).map(GeminiQuestions::tool).toList();
    Choice choice = choice(body, tools);
    JsonNode config = Reading.objectOr(body, "generationConfig");
    return new Question(model, messages, choice.tools(), choice.choice(), output(config),
        Reading.number(config,
            "maxOutputTokens"),
        stream, body);
  }

  private static Role role(JsonNode content) {
    String role = Reading.textOr(content, "role", "user");
    return switch (role) {
      case "model" -> Role.ASSISTANT;
      case "user", "function" -> Role.USER;
      default ->
          throw Misunderstood.because("Please use a valid role: user, model. This one is \"" + role + "\".");
    };
  }

  static List<Part> parts(JsonNode content) {
    return Reading.items(content, "parts").stream().map(GeminiQuestions::part).toList();
  }

  private static Part part(JsonNode part) {
    if (part.has("functionCall")) {
      JsonNode call = part.get("functionCall");
      return new Part.ToolCall(Reading.textOr(call, "id", ""), Reading.textOr(call, "name", ""),
          Reading.objectOr(
              call, "args").toString());
    }
    if (part.has("functionResponse")) {
      JsonNode result = part.get("functionResponse");
      return new Part.ToolResult(Reading.textOr(result, "id", ""), Reading.textOr(result, "name", ""),
          List.of(
              new Part.Text(Reading.objectOr(result, "response").toString())),
          false);
    }
    Optional<String> text = Reading.text(part, "text");
    if (text.isPresent()) {
      return Reading.truth(part, "thought")
          ? new Part.Reasoning(text.get(), Reading.text(part, "thoughtSignature"))
          : new Part.Text(text.get());
    }
    return new Part.Raw("google", part.isEmpty() ? "empty" : part.propertyNames().iterator().next(), part);
  }

  private static Tool tool(JsonNode declared) {
    return new Tool(Reading.textOr(declared, "name", ""), Reading.textOr(declared, "description", ""),
        Reading.member(
            declared, "parametersJsonSchema").orElseGet(() -> Reading.objectOr(declared, "parameters")));
  }

  private static Choice choice(JsonNode body, List<Tool> tools) {
    JsonNode config = Reading.objectOr(Reading.objectOr(body, "toolConfig"), "functionCallingConfig");
    List<String> allowed =
        Reading.items(config, "allowedFunctionNames").stream().map(JsonNode::asString).toList();
    List<Tool> left =
        tools.stream().filter(tool -> allowed.isEmpty() || allowed.contains(tool.name())).toList();
    return new Choice(left, switch (Reading.textOr(config, "mode", "AUTO")) {
      case "ANY" -> ToolChoice.REQUIRED;
      case "NONE" -> ToolChoice.NONE;
      default -> ToolChoice.AUTO;
    });
  }

  private static OutputFormat output(JsonNode config) {
    Optional<JsonNode> schema = Reading.member(config, "responseJsonSchema").or(() -> Reading.member(config,
        "responseSchema"));
    if (schema.isPresent()) {
      return new OutputFormat.Schema("answer", schema.get());
    }
    return Reading.textOr(config, "responseMimeType", "").equals("application/json") ? new OutputFormat.Json()
        : new OutputFormat.Text();
  }
}
