package dev.athanor.system.context;

import dev.athanor.knowledge.chunk.TokenEstimate;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import java.util.List;

/**
 * How many tokens a model will count, estimated without its tokenizer: it is not known here, and differs from model to model.
 */
public final class Tokens {
  /** What a provider adds to each message to say who speaks. */
  private static final int A_MESSAGE = 4;
  /** A picture, or another file that is not text: about what providers count for one of middling size. */
  private static final int A_FILE = 800;

  private Tokens() {}

  /** Of a text. */
  public static int of(String text) {
    return TokenEstimate.of(text);
  }

  /** Of a message. */
  public static int of(Message message) {
    return A_MESSAGE + message.parts().stream().mapToInt(Tokens::of).sum();
  }

  /** Of a conversation. */
  public static int of(List<Message> messages) {
    return messages.stream().mapToInt(Tokens::of).sum();
  }

  private static int of(Part part) {
    return switch (part) {
      case Part.Text(String text) -> of(text);
      case Part.Stored _,Part.Linked _ -> A_FILE;
      case Part.Reasoning(String text, _) -> of(text);
      case Part.ToolCall(_, String name, String arguments) -> of(name) + of(arguments);
      case Part.ToolResult(_, _, List<Part> content, _) -> content.stream().mapToInt(Tokens::of).sum();
      case Part.Raw(_, _, var value) -> of(value.toString());
    };
  }
}
