package dev.athanor.simulator.answer;

import dev.athanor.model.FinishReason;
import dev.athanor.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer that must not be longer than the client wants. */
public final class Cut {
  private Cut() {}

  /** The answer up to that many tokens; what is cut off says so by its finish reason. */
  public static Reply.Answer to(Optional<Integer> tokens, Reply.Answer answer) {
    return tokens.map(most -> to(most, answer)).orElse(answer);
  }

  private static Reply.Answer to(int most, Reply.Answer answer) {
    List<Part> kept = new ArrayList<>();
    int left = most;
    for (Part part : answer.parts()) {
      List<String> pieces = Tokens.of(textOf(part));
      if (pieces.size() > left) {
        kept.add(with(part, String.join("", pieces.subList(0, left))));
        return new Reply.Answer(kept, FinishReason.LENGTH, answer.usage(), answer.delivery());
      }
      left -= pieces.size();
      kept.add(part);
    }
    return answer;
  }

  private static String textOf(Part part) {
    return switch (part) {
      case Part.Text(var text) -> text;
      case Part.Reasoning reasoning -> reasoning.text();
      case Part.ToolCall call -> call.arguments();
      case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> "";
    };
  }

  private static Part with(Part part, String text) {
    return switch (part) {
      case Part.Text _ -> new Part.Text(text);
      case Part.Reasoning reasoning -> new Part.Reasoning(text, reasoning.signature());
      case Part.ToolCall call -> new Part.ToolCall(call.id(), call.name(), text);
      case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> part;
    };
  }
}
