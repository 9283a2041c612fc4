package dev.athanor.trail;

import dev.athanor.journal.Effect;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Operation;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.Retry;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.run.StepFailed;
import dev.athanor.run.TextOperation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** A journal in memory, and programs whose runs leave trails in it. */
final class Trails implements AutoCloseable {
  final InMemoryJournal journal = new InMemoryJournal();
  final Runs runs = new Runs(journal);

  /** Answers in capitals, with its name before. */
  static Operation<String, String> shout(String name, Effect effect, int failures) {
    return new TextOperation(name, effect, new Retry(failures + 1, Duration.ZERO, Duration.ZERO), (request,
        attempt) -> {
      if (attempt.number() <= failures) {
        throw new StepFailed("busy", "try again", true);
      }
      attempt.emit(Codec.TEXT.encode("chunk of " + request));
      return request.toUpperCase(Locale.ROOT);
    });
  }

  /** Gives one answer after another, whatever is asked. */
  static Operation<String, String> answering(List<String> answers) {
    return new TextOperation("answering", Effect.SAMPLED, Retry.NONE, (_, _) -> answers.removeFirst());
  }

  static String shout(Run run, String name, String request) {
    return run.step(name, shout("shout", Effect.SAMPLED, 0), request);
  }

  static Program<String, String> program(BiFunction<Run, String, String> body) {
    return new Program<>("trail", Codec.TEXT, Codec.TEXT, body);
  }

  /** Runs a program and gives its record. */
  Recording record(String id, Program<String, String> program, String input) {
    return record(id, program, input, RunOptions.PLAIN);
  }

  Recording record(String id, Program<String, String> program, String input, RunOptions options) {
    runs.start(new RunId(id), program, input, options).outcome();
    return runs.recording(new RunId(id));
  }

  @Override
  public void close() {
    runs.close();
  }
}
