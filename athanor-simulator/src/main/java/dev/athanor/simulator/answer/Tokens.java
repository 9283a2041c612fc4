package dev.athanor.simulator.answer;

import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.model.Usage;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text in pieces of about a token, which is what is streamed and counted. No provider's tokenizer, but near enough in number:
 * a word of up to eight letters with the space before it is one.
 */
public final class Tokens {
  private static final Pattern PIECE =
      Pattern.compile("\\s*(?:[\\p{L}\\p{N}_]{1,8}|[^\\s\\p{L}\\p{N}_])|\\s+");

  private Tokens() {}

  /** The pieces; joined they are the text. */
  public static List<String> of(String text) {
    return PIECE.matcher(text).results().map(MatchResult::group).toList();
  }

  /** How many they are. */
  public static long count(String text) {
    return PIECE.matcher(text).results().count();
  }

  /** What a question and its answer took, by count or as the answer says. */
  public static Usage usage(Question question, Reply.Answer answer) {
    return answer.usage().orElseGet(() -> {
      long reasoning = answer.parts().stream().filter(Part.Reasoning.class::isInstance).mapToLong(
          Tokens::count).sum();
      return new Usage(Optional.of(input(question)),
          Optional.of(answer.parts().stream().mapToLong(Tokens::count).sum()),
          Optional.of(0L), Optional.empty(), Optional.of(reasoning));
    });
  }

  /** How many a question has. */
  public static long input(Question question) {
    long said = question.messages().stream().mapToLong(Tokens::count).sum();
    long offered = question.tools().stream()
        .mapToLong(
            tool -> count(tool.name()) + count(tool.description()) + count(tool.parameters().toString()))
        .sum();
    return said + offered;
  }

  private static long count(Message message) {
    return 3 + message.parts().stream().mapToLong(Tokens::count).sum();
  }

  private static long count(Part part) {
    return switch (part) {
      case Part.Text(var text) -> count(text);
      case Part.Reasoning reasoning -> count(reasoning.text());
      case Part.ToolCall call -> count(call.name()) + count(call.arguments());
      case Part.ToolResult result -> result.content().stream().mapToLong(Tokens::count).sum();
      case Part.Raw raw -> count(raw.value().toString());
      case Part.Stored _,Part.Linked _ -> 256;
    };
  }
}
