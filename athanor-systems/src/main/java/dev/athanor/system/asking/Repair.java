package dev.athanor.system.asking;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptInput;
import dev.athanor.system.context.ContextLimits;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Tells a model what was wrong with its answer. */
public final class Repair {
  private Repair() {}

  /** What was said, the answer, and what was wrong with it. */
  public static List<Message> messages(List<Message> said, ModelResponse answer, Prompt repair,
      List<String> problems) {
    ObjectNode variables = Json.object().set("problems", Json.MAPPER.valueToTree(problems));
    List<Message> more = new ArrayList<>(said);
    if (!answer.message().parts().isEmpty()) {
      more.add(answer.message());
    }
    more.addAll(repair.render(PromptInput.of(variables)).messages());
    return more;
  }

  /** What is wrong with an answer that came to no end. */
  public static String cutOff(ContextLimits limits) {
    return "the answer was cut off after " + limits.answer() + " tokens; say it in fewer words";
  }
}
