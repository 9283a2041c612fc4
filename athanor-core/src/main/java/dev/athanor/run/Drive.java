package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Content;
import dev.athanor.journal.Contents;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import dev.athanor.journal.Payload;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One execution of a program over its record, from the top to where it ends, waits or has to stop. What all threads of the
 * execution share stands here; how a step is answered is said in {@link Steps}, how a wait is in {@link Waits}.
 */
final class Drive implements AutoCloseable {
  /** Above this many steps a run should be continued as a new one. */
  static final int MANY_STEPS = 10_000;

  final RunHeader header;
  final Past past;
  final Contents contents;
  final RunListener listener;
  final Redactor redactor;
  final Branch root = new Branch();
  final Account account;
  final JsonNode manifest;
  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  /** The runs that are being driven for this one. */
  final Set<RunId> called = ConcurrentHashMap.newKeySet();
  private final @Nullable Script script;
  private final Map<Path, String> answered = new ConcurrentSkipListMap<>();
  private final Set<Path> lost = ConcurrentHashMap.newKeySet();
  private final Map<Path, Outcome.Wait> waits = new ConcurrentSkipListMap<>();
  private final Map<Path, Outcome.Doubt> doubts = new ConcurrentSkipListMap<>();
  private final Map<Path, Divergence> divergences = new ConcurrentSkipListMap<>();
  private final Map<Path, Divergence> ends = new ConcurrentSkipListMap<>();
  private final AtomicInteger lived = new AtomicInteger();
  private volatile @Nullable RuntimeException broken;

  /** Drives over a record; with a script what is new is lived and written, without one nothing is. */
  Drive(RunHeader header, Past past, Contents contents, RunListener listener, Redactor redactor,
      Account account, @Nullable Script script) {
    this.header = header;
    this.past = past;
    this.contents = contents;
    this.listener = listener;
    this.redactor = redactor;
    this.script = script;
    this.account = account;
    this.manifest = header.manifest().value(contents::part);
  }

  /** Where new facts are written; empty in a replay. */
  Optional<Script> script() {
    return Optional.ofNullable(script);
  }

  /** A value of the record. If it can't be read, the drive breaks off: no program can go on without its record. */
  JsonNode value(Content content) {
    try {
      return content.value(contents::part);
    } catch (AthanorException e) {
      throw broken(e);
    }
  }

  /** A value of the record. */
  <T> T decode(Content content, Codec<T> codec) {
    return codec.decode(value(content));
  }

  /** A value of the record, so that another entry can name it too. */
  Recordable again(Content content) {
    return Recordable.of(value(content), Codec.JSON, Redactor.NONE);
  }

  /** Reads a file that the record names. */
  InputStream open(Payload payload) {
    try {
      return contents.open(payload);
    } catch (AthanorException e) {
      throw broken(e);
    }
  }

  /** Why a value can't be recorded: it names a file that is not there. What looks like a file's name may be mere data. */
  Optional<String> unstored(Recordable value) {
    for (Hash hash : value.payloads()) {
      try (InputStream _ = contents.open(new Payload(hash, 0, ""))) {
        // it is there
      } catch (AthanorException | IOException e) {
        return Optional.of("it names a file that is not stored: " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Answers with a recorded result. */
  <T> T answer(Result result, Codec<T> codec) {
    return switch (result) {
      case Result.Ok(var content) -> decode(content, codec);
      case Result.Failed(var failure) -> throw new StepFailed(failure);
    };
  }

  /** Writes the answer of a step, with the content that it names; from then on it counts. */
  void commit(Entry.Completed step, List<Merkle.Part> parts, List<Hash> payloads, Map<Hash, Path> memos) {
    write(writer -> writer.write(step, parts, payloads, memos));
    count(step);
  }

  /** A step has its answer: it counts from now on. */
  void count(Entry.Completed step) {
    past.reach(step.path());
    answered.put(step.path(), step.step().address() + " " + line(step.result()));
    listener.onStep(header.id(), step);
    if (answered.size() == MANY_STEPS + 1) {
      listener.onWarning(header.id(), "this run has more than " + MANY_STEPS
          + " steps; a resume re-executes all of them: continue it as a new run (continueAs) from time to time");
    }
  }

  /** A wait has its answer. */
  void count(Path path, Hash question, Result result) {
    past.reach(path);
    answered.put(path, question + " " + line(result));
  }

  private static String line(Result result) {
    return switch (result) {
      case Result.Ok(var content) -> content.hash().hex();
      case Result.Failed(var failure) -> Hash.of(failure.toString()).hex();
    };
  }

  /** The time by the store's clock; in a replay nobody asks. */
  Instant now() {
    return script == null ? Instant.EPOCH : script.journal().now();
  }

  /** The last sequence number known to be committed. */
  long after() {
    return script == null ? 0 : script.seen();
  }

  boolean replaying() {
    return script == null;
  }

  /** Steps of a branch that lost its race are not part of the run any more. */
  void lose(Path branch) {
    lost.add(branch);
  }

  boolean isLost(Path path) {
    return lost.stream().anyMatch(path::within);
  }

  Unwind suspend(Outcome.Wait wait) {
    waits.put(wait.path(), wait);
    return new Unwind("the run waits");
  }

  Unwind suspend(Path path, List<Outcome.Wait> childWaits) {
    for (Outcome.Wait wait : childWaits) {
      waits.put(new Path(path + "/" + wait.path()), wait);
    }
    return new Unwind("a run that this one called waits");
  }

  /** A write of this run is in doubt. */
  Unwind doubt(Path path, Step step) {
    doubts.put(path, new Outcome.Doubt(header.id(), path, step.operation(), value(step.request())));
    return new Unwind("the run is in doubt");
  }

  /** A run that this one called is in doubt. */
  Unwind doubt(Path path, List<Outcome.Doubt> found) {
    found.forEach(each -> doubts.put(new Path(path + "/" + each.path()), each));
    return new Unwind("a run that this one called is in doubt");
  }

  /** The program did something else than what is recorded: nothing more is worth doing. */
  Unwind diverge(Divergence divergence) {
    divergences.put(divergence.path(), divergence);
    root.stop();
    return new Unwind("the run diverged");
  }

  /**
   * A replay has come to where nothing is recorded. If the run was over, the program has parted from the record; otherwise
   * the record may just end here, and the other branches go on to where it ends for them.
   */
  Unwind unrecorded(Divergence divergence) {
    if (past.end().isPresent()) {
      return diverge(divergence);
    }
    ends.put(divergence.path(), divergence);
    return new Unwind("the record ends here");
  }

  /** Where the program parted from the record by not coming to all that is recorded. */
  Optional<Divergence> skipped() {
    return past.unreached().filter(path -> !isLost(path)).findFirst()
        .map(skipped -> ends.values().stream().filter(end -> skipped.within(end.path().parent())).findFirst()
            .orElseGet(() -> Divergences.neverReached(skipped)));
  }

  /** The journal does not work, or the run was taken over: this drive ends at once. */
  Unwind broken(RuntimeException cause) {
    if (broken == null) {
      broken = cause;
    }
    root.stop();
    return new Unwind("the drive broke off");
  }

  /** What stands in the way of an end, whatever the program returned. */
  <O> Optional<Outcome<O>> obstacle() {
    if (broken != null) {
      throw broken;
    }
    if (!divergences.isEmpty()) {
      return Optional.of(new Outcome.Diverged<>(divergences.values().iterator().next()));
    }
    if (!ends.isEmpty()) {
      return Optional.of(new Outcome.Failed<>(new Failure("unfinished",
          "the run was not over when it was recorded: the record ends before "
              + ends.keySet().iterator().next(),
          true)));
    }
    List<Outcome.Doubt> openDoubts = open(doubts);
    if (!openDoubts.isEmpty()) {
      return Optional.of(new Outcome.InDoubt<>(openDoubts));
    }
    List<Outcome.Wait> openWaits = open(waits);
    return openWaits.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Waiting<>(openWaits));
  }

  private <T> List<T> open(Map<Path, T> all) {
    List<T> open = new ArrayList<>();
    all.forEach((path, each) -> {
      if (!isLost(path)) {
        open.add(each);
      }
    });
    return open;
  }

  /** How many steps the run consists of. */
  int steps() {
    return (int) answered.keySet().stream().filter(path -> !isLost(path)).count();
  }

  /** An operation is about to be carried out. */
  void living() {
    lived.incrementAndGet();
  }

  /** How many operations were carried out in this drive. */
  int lived() {
    return lived.get();
  }

  /** The digest of the steps and of how it ended. */
  Hash digest(String end) {
    var digest = Hash.sha256();
    answered.forEach((path, line) -> {
      if (!isLost(path)) {
        digest.update((path + " " + line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    });
    digest.update(end.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return Hash.ofDigest(digest.digest());
  }

  /** Writes, and breaks the drive off where that fails: a program can't go on over a record that is not there. */
  void write(java.util.function.Consumer<Script> writing) {
    Script writer = script;
    if (writer == null) {
      throw new IllegalStateException("a replay writes nothing");
    }
    try {
      writing.accept(writer);
    } catch (AthanorException e) {
      throw broken(e);
    }
  }

  @Override
  public void close() {
    root.stop();
    threads.close();
  }
}
