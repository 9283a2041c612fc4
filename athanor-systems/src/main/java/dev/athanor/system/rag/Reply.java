package dev.athanor.system.rag;

import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptMismatch;
import dev.athanor.system.asking.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a model has said. A prompt that wants JSON gets the members {@code answerable}, {@code answer}, {@code missing} and
 * {@code quotes}; one that wants text gets the answer, or {@code [0]} and what the evidence lacks.
 *
 * @param answerable whether the model says that the evidence answers the question
 * @param text the answer; what the evidence lacks, if it does not answer
 * @param quotes what the model has quoted
 */
record Reply(boolean answerable, String text, List<Quote> quotes) {
  private static final Pattern NONE = Pattern.compile("\\s*\\[0]\\s*(.*)", Pattern.DOTALL);

  Reply {
    quotes = List.copyOf(quotes);
  }

  /** Words of a piece of evidence. */
  record Quote(int number, String words) {}

  /**
   * Reads an answer.
   *
   * @throws PromptMismatch if it is not of the form that the prompt wants
   */
  static Reply read(Prompt prompt, String answer) {
    if (!prompt.header().output().json()) {
      var none = NONE.matcher(answer);
      return none.matches() ? new Reply(false, none.group(1), List.of())
          : new Reply(true, answer.strip(), List.of());
    }
    JsonNode json = prompt.read(Fence.open(answer));
    boolean answerable = json.path("answerable").asBoolean(true);
    String text = json.path(answerable ? "answer" : "missing").asString("").strip();
    List<Quote> quotes = new ArrayList<>();
    json.path("quotes")
        .forEach(each -> quotes.add(new Quote(each.path("number").asInt(0), each.path("quote").asString(
            ""))));
    return new Reply(answerable, text, quotes);
  }
}
