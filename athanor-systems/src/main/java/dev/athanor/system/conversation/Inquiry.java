package dev.athanor.system.conversation;

import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a system is asked: the input of a run. The conversation so far is a part of it, so that a replay needs nothing but the
 * run; the journal stores a message that many runs share once.
 *
 * @param question in words
 * @param variables further values for the system's prompt, by name
 * @param history what was said before, the oldest first
 */
public record Inquiry(String question, ObjectNode variables, List<Message> history) {
  /** As JSON. */
  public static final Codec<Inquiry> CODEC = Codec.of(Inquiry.class);

  /** Copies the history. */
  public Inquiry {
    Objects.requireNonNull(question);
    Objects.requireNonNull(variables);
    history = List.copyOf(history);
  }

  /** A question by itself. */
  public static Inquiry of(String question) {
    return new Inquiry(question, Json.object(), List.of());
  }

  /** The same with these values for the prompt. */
  public Inquiry with(ObjectNode values) {
    return new Inquiry(question, values, history);
  }

  /** The next question of this conversation, once this one has its answer. */
  public Inquiry next(Answer answer, String nextQuestion) {
    return new Inquiry(nextQuestion, variables, said(answer));
  }

  /** What was said in all, once this question has its answer. */
  public List<Message> said(Answer answer) {
    List<Message> said = new ArrayList<>(history);
    said.add(Message.user(question));
    said.add(Message.assistant(switch (answer) {
      case Answer.Answered answered -> answered.answer();
      case Answer.Abstained abstained -> abstained.explanation();
    }));
    return List.copyOf(said);
  }
}
