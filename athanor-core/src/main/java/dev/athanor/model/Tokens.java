package dev.athanor.model;

import java.util.List;

/**
 * How many tokens a model will count, estimated without its tokenizer: it is not known here, and differs from model to model.
 *
 * <p>How far off that is, measured in pieces of 1,000 characters against OpenAI's {@code o200k} (and {@code cl100k}), as their count
 * divided by the estimate: English prose .99 (1.00), in 19 of 20 pieces up to 1.13; German 1.07 (1.30), up to 1.23; Java .88 (.87), up
 * to .99; Markdown .95 (.95), up to 1.17; JSON .76 (.77), up to .97. So a request of several pages has at most a tenth more tokens
 * than is said here with a tokenizer of today, and up to a third more in other languages than English with an older one.
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

  /** Of what is told of the answer's form. */
  public static int of(OutputFormat output) {
    return output instanceof OutputFormat.Schema(_, var schema) ? of(schema.toString()) : 0;
  }

  /** Of a question: what is said, the tools, and what is told of the answer's form. Not of the answer. */
  public static int of(ModelRequest request) {
    return of(request.messages()) + request.tools().stream().mapToInt(Tokens::of).sum()
        + of(request.output());
  }

  private static int of(Tool tool) {
    return A_MESSAGE + of(tool.name()) + of(tool.description()) + of(tool.parameters().toString());
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
