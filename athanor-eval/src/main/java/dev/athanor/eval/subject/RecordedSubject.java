package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Played;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.StepFailed;
import java.nio.file.Path;
import java.util.List;

/** Outputs that were recorded elsewhere, played back: a system that answers as it did there. */
public final class RecordedSubject {
  /** By which an arm names it. */
  public static final String KIND = "recorded";
  private static final int AT_ONCE = 16;
  private static final String FILE = "outputs";
  private static final Codec<Pin> PIN = Codec.of(Pin.class);
  private static final Codec<Which> WHICH = Codec.of(Which.class);

  private RecordedSubject() {}

  /**
   * The file, and what it held when the experiment began.
   *
   * @param file its path
   * @param hash of its bytes
   */
  record Pin(String file, Hash hash) {}

  /**
   * Which output.
   *
   * @param id of the case
   * @param repeat from 0
   */
  record Which(String id, int repeat) {}

  /** The subject, for files that outputs are read from. */
  public static Subject<?, ?> of() {
    PlayOperation play = new PlayOperation();
    Program<Which, Output> program = new Program<>(KIND, WHICH, Codec.of(Output.class), (run, which) -> {
      Pin pin = run.pinned(FILE, PIN);
      Played played =
          run.step(Played.OPERATION, play, new PlayOperation.Request(pin.file(), pin.hash(), which));
      return played.output().orElseThrow(() -> new StepFailed("recorded-failure", played.error().orElse(
          "it has no output"), false));
    });
    return new Subject<>(KIND, program, (given, repeat) -> new Which(given.id(), repeat), output -> output,
        AT_ONCE);
  }

  /**
   * Checks that a file has the outputs of all these cases.
   *
   * @throws AthanorException {@code output-missing} that names the first one that is not there
   */
  public static void check(Path file, List<Case> cases, int repeats) {
    RecordedOutputs outputs = RecordedOutputs.of(file);
    for (Case each : cases) {
      for (int repeat = 0; repeat < repeats; repeat++) {
        outputs.at(new Which(each.id(), repeat));
      }
    }
  }

  /** What an arm is pinned to that plays this file. */
  public static RunOptions pin(RunOptions options, Path file) {
    return options.pin(FILE, PIN.encode(new Pin(file.toString(), RecordedOutputs.of(file).hash())));
  }
}
