package dev.athanor.eval.subject;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command that is given a case on its standard input (text as it is, anything else as JSON) and answers on its standard output. It is asked
 * anew for each repeat; what it does besides answering is its author's affair.
 */
public final class CommandSubject {
  /** By which an arm names it. */
  public static final String KIND = "command";
  private static final Codec<Settings> SETTINGS = Codec.of(Settings.class);

  private CommandSubject() {}

  /**
   * Which command.
   *
   * @param command the program and its arguments; no shell reads them
   * @param folder where it runs
   * @param answer where the answer stands in its output, as a JSON pointer; the whole output if empty
   * @param limit how long it may take
   */
  public record Settings(List<String> command, String folder, Optional<String> answer, Duration limit) {
    /** Copies and checks. */
    public Settings {
      command = List.copyOf(command);
      answer = answer.map(Answers::checked);
      if (command.isEmpty()) {
        throw dev.athanor.error.AthanorException.user("command-empty",
            "a command has no words; name a program");
      }
    }
  }

  /** The subject. */
  public static Subject<?, ?> of() {
    CommandOperation operation = new CommandOperation();
    Program<String, Output> program =
        new Program<>(KIND, Codec.TEXT, Codec.of(Output.class), (run, input) -> {
          Settings settings = run.pinned(KIND, SETTINGS);
          CommandOperation.Said said =
              run.step(KIND, operation, new CommandOperation.Request(settings.command(), settings
                  .folder(), input, settings.limit()));
          if (said.exit() != 0) {
            throw new StepFailed("command-failed",
                settings.command().getFirst() + " ended with exit code " + said.exit()
                    + ": " + dev.athanor.json.Json.abbreviate(said.errors().strip(), 500),
                false);
          }
          return Answers.of(said.output(), settings.answer());
        });
    return new Subject<>(KIND, program, (given, _) -> asText(given), output -> output,
        Runtime.getRuntime().availableProcessors(), false);
  }

  static String asText(Case given) {
    return given.input().isString() ? given.input().stringValue() : given.input().toString();
  }

  /** What an arm is pinned to that runs this command. */
  public static RunOptions pin(RunOptions options, Settings settings) {
    return options.pin(KIND, SETTINGS.encode(settings));
  }
}
