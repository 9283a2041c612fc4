package dev.athanor.junit;

import dev.athanor.journal.Effect;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Limits;
import dev.athanor.run.Program;
import dev.athanor.run.Redactor;
import dev.athanor.run.Retry;
import dev.athanor.run.RunListener;
import dev.athanor.run.Runs;
import dev.athanor.run.TextOperation;
import dev.athanor.trail.BundleWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** A program that asks one thing of the outside, and bundles of its runs. */
final class Greeting {
  private Greeting() {}

  /** Asks for a greeting with these words; carried out, it answers with the request in capitals. */
  static Program<String, String> asking(String words) {
    return asking(words, (request, _) -> request.toUpperCase(java.util.Locale.ROOT));
  }

  /** The same; nobody can be asked. */
  static Program<String, String> replayed(String words) {
    return asking(words, (request, _) -> {
      throw new AssertionError("a replay asks nobody for " + request);
    });
  }

  private static Program<String, String> asking(String words, TextOperation.Body body) {
    TextOperation model = new TextOperation("model", Effect.SAMPLED, Retry.NONE, body);
    return new Program<>("greeting", Codec.TEXT, Codec.TEXT,
        (run, name) -> run.step("greet", model, words + " " + name) + "!");
  }

  /** Lives a run and exports it to the root of the test's class path. */
  static void export(String file, Program<String, String> program, Redactor redactor) {
    InMemoryJournal journal = new InMemoryJournal();
    RunId id = new RunId("greeting-1");
    try (Runs runs = new Runs(journal, Limits.STANDARD, RunListener.NONE, redactor)) {
      runs.start(id, program, "Ann").outcome();
    }
    new BundleWriter(journal).write(id, classPath().resolve(file));
  }

  /** The root of the test's class path. */
  static Path classPath() {
    try {
      return Path.of(Objects.requireNonNull(Greeting.class.getResource("/")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
