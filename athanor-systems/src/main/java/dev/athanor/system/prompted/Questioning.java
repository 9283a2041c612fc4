package dev.athanor.system.prompted;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Role;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptInput;
import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.prompt.template.Piece;
import dev.athanor.prompt.template.Turn;
import dev.athanor.system.conversation.Inquiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a question into a prompt: into the variable {@code question}, or into the one text that the prompt needs and nobody has
 * given. A prompt that has no place for it is followed by it.
 *
 * @param prompt what it goes into
 * @param input what the prompt is given
 * @param following the question, if the prompt has no place for it
 */
public record Questioning(Prompt prompt, PromptInput input, Optional<String> following) {
  private static final String QUESTION = "question";

  /**
   * A prompt with a question.
   *
   * @throws AthanorException if it can't be told where the question belongs, or if something else is missing
   */
  public static Questioning of(Prompt prompt, Inquiry inquiry, ObjectNode state) {
    ObjectNode variables = inquiry.variables().deepCopy();
    Optional<String> place = place(prompt, variables);
    place.ifPresent(name -> variables.put(name, inquiry.question()));
    PromptInput input = PromptInput.of(variables).withState(state);
    List<String> missing = prompt.missingState(input);
    if (!missing.isEmpty()) {
      throw AthanorException.user(PromptFailures.INPUT,
          "the prompt " + prompt.name() + " reads the shared state "
              + String.join(", ", missing)
              + ", and no prompt before it writes that; name those that do under \"prompts\"");
    }
    boolean asks =
        place.isPresent() && (prompt.header().input().schema().isPresent() || mentions(prompt, input));
    return new Questioning(prompt, input, asks ? Optional.empty() : Optional.of(inquiry.question()));
  }

  private static Optional<String> place(Prompt prompt, ObjectNode given) {
    JsonNode schema = prompt.header().input().schema().map(each -> each.json()).orElseGet(Json::object);
    JsonNode declared = schema.path("properties");
    if (given.has(QUESTION)) {
      return Optional.empty();
    }
    if (declared.isEmpty() || declared.has(QUESTION)) {
      return Optional.of(QUESTION);
    }
    ObjectNode defaults = prompt.header().input().defaults();
    List<String> open = new ArrayList<>();
    schema.path("required").forEach(each -> open.add(each.asString("")));
    open.removeIf(name -> given.has(name) || defaults.has(name));
    List<String> texts =
        open.stream().filter(name -> declared.path(name).path("type").toString().contains("\"string\""))
            .toList();
    if (texts.size() > 1) {
      throw AthanorException.user(PromptFailures.INPUT, "the prompt " + prompt.name() + " needs "
          + String.join(", ", texts)
          + ", and a question is only one of them; give all but one as values, or call one of them \"question\"");
    }
    return texts.stream().findFirst();
  }

  /** Whether the question makes a difference: without a schema only the template knows its variables. */
  private static boolean mentions(Prompt prompt, PromptInput input) {
    ObjectNode other =
        input.variables().deepCopy().put(QUESTION, input.variables().path(QUESTION).asString("") + "?");
    return !prompt.render(input).turns()
        .equals(prompt.render(new PromptInput(other, input.context(), List.of())).turns());
  }

  /** The conversation, after these messages. */
  public RenderedPrompt rendered(List<Message> history) {
    RenderedPrompt rendered = prompt.render(input.after(history));
    return following.map(text -> new RenderedPrompt(rendered.name(), rendered.version(), rendered.model(),
        rendered
            .settings(),
        rendered.output(), rendered.tools(), Stream.concat(rendered.turns().stream(), Stream.of(new Turn(
            Role.USER, List.of(new Piece.Words(text)), false))).toList()))
        .orElse(rendered);
  }
}
