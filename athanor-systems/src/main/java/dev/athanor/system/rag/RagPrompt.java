package dev.athanor.system.rag;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Role;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptInput;
import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.prompt.schema.JsonSchema;
import dev.athanor.prompt.schema.Shape;
import dev.athanor.system.conversation.Inquiry;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a prompt has to be so that it can answer from evidence. */
final class RagPrompt {
  private static final String QUOTES = "quotes";

  private RagPrompt() {}

  /** Checks the form of the answer. */
  static void check(Prompt prompt, RagSettings settings) {
    Optional<JsonSchema> schema = prompt.header().output().schema();
    Shape answer = schema.map(each -> Shape.of(each.json())).orElse(Shape.ANYTHING);
    if (answer.member("answer").isEmpty()) {
      throw prompt.file().front().malformed(List.of("output", "schema"),
          "a prompt that answers from evidence has the answer in the member \"answer\"; it may have \"answerable\", \"missing\""
              + " and \"quotes\" as well; declare it, or take the schema out for an answer in plain text");
    }
    if (settings.quotes() && (!prompt.header().output().json() || answer.member(QUOTES).isEmpty())) {
      throw prompt.file().front().malformed(List.of("output", "schema"),
          "the system wants quotes, and this prompt asks for none; declare them as quotes(array): {number: integer, quote:"
              + " string}, or say quotes: false in the system");
    }
  }

  /** Checks that it takes what it will be given. */
  static void checkInput(Prompt prompt, Inquiry inquiry) {
    ObjectNode variables = variables(inquiry);
    variables.putArray("evidence").addObject().put("number", 1).put("heading", "").put("document", "")
        .put("text", "");
    prompt.render(PromptInput.of(variables));
  }

  /** The conversation, with evidence. Earlier answers go without the numbers of earlier evidence. */
  static RenderedPrompt rendered(Prompt prompt, Inquiry inquiry, List<Evidence> evidence,
      List<Message> history) {
    ObjectNode variables = variables(inquiry);
    variables.set("evidence", Evidence.json(evidence));
    return prompt
        .render(PromptInput.of(variables).after(history.stream().map(RagPrompt::unnumbered).toList()));
  }

  private static Message unnumbered(Message message) {
    return message.role() == Role.ASSISTANT ? Message.assistant(Claims.withoutMarkers(message.text()))
        : message;
  }

  private static ObjectNode variables(Inquiry inquiry) {
    ObjectNode variables = Json.object();
    variables.setAll(inquiry.variables());
    return variables.put("question", inquiry.question());
  }
}
