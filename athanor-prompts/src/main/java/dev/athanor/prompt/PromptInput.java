package dev.athanor.prompt;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a prompt is rendered with.
 *
 * @param variables by name
 * @param context what a template has with @: {@code @state.outline} is the member {@code outline} of the member
 *     {@code state}
 * @param history what was said before
 */
public record PromptInput(ObjectNode variables, ObjectNode context, List<Message> history) {
  /** Nothing. */
  public static final PromptInput EMPTY = of(Json.object());

  /** Copies the list. */
  public PromptInput {
    history = List.copyOf(history);
  }

  /** Variables alone. */
  public static PromptInput of(ObjectNode variables) {
    return new PromptInput(variables, Json.object(), List.of());
  }

  /** The same after these messages. */
  public PromptInput after(List<Message> messages) {
    return new PromptInput(variables, context, messages);
  }

  /** The same with this shared state. */
  public PromptInput withState(ObjectNode state) {
    ObjectNode more = context.deepCopy();
    more.set(Prompt.STATE, state);
    return new PromptInput(variables, more, history);
  }
}
