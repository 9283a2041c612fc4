package dev.athanor.system.asking;

import dev.athanor.json.Codec;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.PromptPin;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;

/**
 * What a model is told.
 *
 * @param prompt the question's
 * @param repair tells what was wrong with an answer; has the input {@code problems}, a list of texts
 */
public record PromptChoice(Prompt prompt, Prompt repair) {
  /** The pin of the prompt's name. */
  public static final String PROMPT = "prompt";
  /** The pin of the name of the prompt that tells what was wrong. */
  public static final String REPAIR = "repair";

  /** Pins a run to them: by name, and each name to its content. */
  public RunOptions pin(RunOptions options) {
    return pin(pin(options, PROMPT, prompt), REPAIR, repair);
  }

  private static RunOptions pin(RunOptions options, String key, Prompt prompt) {
    PromptPin pin = prompt.pin();
    return options.pin(key, Codec.TEXT.encode(prompt.name().toString())).pin(pin.key(),
        PromptPin.CODEC.encode(pin));
  }

  /** What a run is pinned to. */
  public static PromptChoice of(Run run) {
    return new PromptChoice(pinned(run, PROMPT), pinned(run, REPAIR));
  }

  private static Prompt pinned(Run run, String key) {
    return run.pinned(PromptPin.key(PromptName.parse(run.pinned(key, Codec.TEXT))), PromptPin.CODEC).prompt();
  }
}
