package dev.athanor.system.prompted;

import dev.athanor.json.Codec;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.PromptPin;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.conversation.Inquiry;
import java.util.List;

/**
 * Answers through a model, from a prompt. Prompts that come before it are asked first, and what they write of the shared state is
 * there for those that read it. The steps of the answer: {@code fit} (what of the conversation goes to the model, and what does
 * not), {@code answer}, and {@code repair} if the answer does not fit the prompt's output schema; those of a prompt before it stand
 * in a scope of its name. What it is pinned to decides everything beside the inquiry: {@value #BEFORE}, {@value #LIMITS}, the
 * {@linkplain dev.athanor.system.asking.ModelChoice models} and the {@linkplain dev.athanor.system.asking.PromptChoice prompts}.
 */
public final class PromptProgram {
  /** By which a journal's runs find it again. */
  public static final String NAME = "prompt";
  /** The pin of the names of the prompts that come first, in order. */
  public static final String BEFORE = "before";
  /** The pin of the {@link ContextLimits}. */
  public static final String LIMITS = "limits";

  private PromptProgram() {}

  /**
   * The program.
   *
   * @param asking asks models
   */
  public static Program<Inquiry, Answer> of(Asking asking) {
    return new Program<>(NAME, Inquiry.CODEC, Answer.CODEC,
        (run, inquiry) -> new Conversing(run, inquiry, asking).answer());
  }

  /**
   * Pins a run to its limits and to the prompts that come first.
   *
   * @param before in the order in which they are asked
   */
  public static RunOptions pin(RunOptions options, List<Prompt> before, ContextLimits limits) {
    RunOptions more =
        options.pin(LIMITS, ContextLimits.CODEC.encode(limits)).pin(BEFORE, Codec.TEXT.list().encode(before
            .stream().map(prompt -> prompt.name().toString()).toList()));
    for (Prompt prompt : before) {
      PromptPin pin = prompt.pin();
      more = more.pin(pin.key(), PromptPin.CODEC.encode(pin));
    }
    return more;
  }

  static List<Prompt> before(Run run) {
    return run.pinned(BEFORE, Codec.TEXT.list()).stream()
        .map(name -> run.pinned(PromptPin.key(PromptName.parse(name)),
            PromptPin.CODEC).prompt())
        .toList();
  }
}
