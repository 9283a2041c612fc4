package dev.athanor.eval.experiment;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import java.util.Optional;

/** Goes through the record of a run, and of the runs that it called and was continued as. For one use. */
final class TrailReading {
  private static final String CALL = "run:";
  private static final String MODEL = "model";
  private static final Codec<ModelRequest> REQUEST = Codec.of(ModelRequest.class);
  private static final Codec<ModelResponse> RESPONSE = Codec.of(ModelResponse.class);

  private final Journal journal;
  private final Passages passages;
  private final ToolUses tools = new ToolUses();
  private final List<Evidence> found = new ArrayList<>();
  private final Set<Told> unknown = EnumSet.noneOf(Told.class);
  private boolean retrieval; // whether somebody knows how passages look
  private List<Message> messages = List.of();
  private int steps;
  private int lived;
  private int redrawn;
  private Spend spent = Spend.NONE;
  private Spend saved = Spend.NONE;
  private Duration lasted = Duration.ZERO;
  private Duration spared = Duration.ZERO;

  /** What outputs that were recorded elsewhere may be silent about. */
  private enum Told {
    TOOLS,
    FOUND,
    TOKENS,
    DOLLARS,
    LASTED
  }

  TrailReading(Journal journal, Passages passages) {
    this.journal = journal;
    this.passages = passages;
    this.retrieval = !passages.equals(Passages.NONE);
  }

  /** All that was gone through. */
  TrailOperation.Read read() {
    if (!retrieval) {
      unknown.add(Told.FOUND);
    }
    return new TrailOperation.Read(
        new Trail(messages, known(Told.TOOLS, tools.all()), known(Told.FOUND, found), steps,
            lived, known(Told.TOKENS, spent.tokens()), known(Told.DOLLARS, spent.dollars()),
            known(Told.LASTED, lasted)),
        saved.dollars(), spared, redrawn);
  }

  private <T> Optional<T> known(Told part, T value) {
    return unknown.contains(part) ? Optional.empty() : Optional.of(value);
  }

  /** A run and all that it called and was continued as. */
  void read(RunId run) {
    read(run, false);
  }

  /** What a run has called at a path. */
  void called(RunId run, Path at) {
    RunId caller = caller(run, at);
    read(caller.child(at), !caller.equals(run));
  }

  /** A fork has taken over what the run that it is a fork of, or that one's, has called. */
  private RunId caller(RunId run, Path at) {
    if (journal.find(run.child(at)).isPresent()) {
      return run;
    }
    return parent(run).filter(_ -> takenOver(run, at)).map(each -> caller(each, at)).orElse(run);
  }

  private Optional<RunId> parent(RunId run) {
    return journal.find(run)
        .flatMap(record -> record.header().derivation() instanceof Derivation.Forked fork
            ? Optional.of(fork.parent()) : Optional.empty());
  }

  private boolean takenOver(RunId run, Path at) {
    return journal.entries(run, 0).stream()
        .anyMatch(stamped -> stamped.entry() instanceof Entry.Completed step
            && step.path().equals(at) && step.origin() == Origin.RECORDED);
  }

  /**
   * One run.
   *
   * @param taken whether it was taken over as a whole, so that nothing of it was lived again
   */
  private void read(RunId run, boolean taken) {
    for (Stamped stamped : journal.entries(run, 0)) {
      switch (stamped.entry()) {
        case Entry.Completed step when step.step().operation().startsWith(CALL) -> {
          RunId caller = caller(run, step.path());
          read(caller.child(step.path()), taken || !step.lived());
        }
        case Entry.Completed step -> read(step, taken || !step.lived());
        case Entry.Attempted attempt -> {
          spent = spent.plus(attempt.spend());
          lasted = lasted.plus(attempt.lasted());
        }
        case Entry.Started _,Entry.Waiting _,Entry.Answered _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _,Entry.Ended _ ->
            {
            }
      }
    }
    if (journal.find(run).map(record -> record.state() == RunState.CONTINUED).orElse(false)) {
      read(run.successor(), taken);
    }
  }

  private void read(Entry.Completed step, boolean taken) {
    steps++;
    lived += taken ? 0 : 1;
    redrawn += taken && step.step().effect() == Effect.SAMPLED ? 1 : 0;
    Optional<Played> elsewhere = elsewhere(step);
    if (elsewhere.isPresent()) {
      played(elsewhere.get());
      return;
    }
    spent = spent.plus(step.spend());
    lasted = lasted.plus(step.lasted());
    if (taken) {
      saved = saved.plus(step.spend());
      spared = spared.plus(step.lasted());
    }
    if (step.result() instanceof Result.Ok(var response)) {
      JsonNode value = response.value(journal::part);
      conversation(step, value).ifPresentOrElse(this::said, () -> understood(
          () -> passages.of(step.step().operation(), value)).ifPresent(found::addAll));
    }
  }

  /** What a recorded output tells, and nothing where there was none; empty of an operation that only has the name of ours. */
  private Optional<Played> elsewhere(Entry.Completed step) {
    String operation = step.step().operation();
    if (!Played.OPERATIONS.contains(operation)
        || !Played.asked(operation, step.step().request().value(journal::part))) {
      return Optional.empty();
    }
    if (step.result() instanceof Result.Ok(var recorded)) {
      JsonNode value = recorded.value(journal::part);
      return value.isObject() ? understood(() -> Played.CODEC.decode(value)) : Optional.empty();
    }
    return Optional.of(Played.NOTHING);
  }

  /** What a model was asked and has answered; empty of an operation that only has the name of ours. */
  private Optional<List<Message>> conversation(Entry.Completed step, JsonNode answer) {
    if (!step.step().operation().equals(MODEL) || step.step().effect() != Effect.SAMPLED) {
      return Optional.empty();
    }
    JsonNode asked = step.step().request().value(journal::part);
    if (!asked.isObject() || !answer.isObject()) {
      return Optional.empty();
    }
    return understood(() -> {
      List<Message> all = new ArrayList<>(REQUEST.decode(asked).messages());
      all.add(RESPONSE.decode(answer).message());
      return all;
    });
  }

  /** Empty for JSON of another form: anybody may name an operation as they like. */
  private static <T> Optional<T> understood(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (AthanorException e) {
      if (e.code().equals("json-mismatch")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What somebody else has recorded took what it took there. */
  private void played(Played played) {
    told(Told.TOOLS, played.messages()).ifPresent(this::said);
    told(Told.FOUND, played.found()).ifPresent(found::addAll);
    retrieval |= played.found().isPresent();
    spent = spent.plus(new Spend(told(Told.TOKENS, played.tokens()).orElse(0L),
        told(Told.DOLLARS, played.dollars()).orElse(BigDecimal.ZERO)));
    lasted = lasted.plus(told(Told.LASTED, played.lasted()).orElse(Duration.ZERO));
  }

  private <T> Optional<T> told(Told part, Optional<T> recorded) {
    if (recorded.isEmpty()) {
      unknown.add(part);
    }
    return recorded;
  }

  /** The last conversation is the one that is told of; tools are told of from all. */
  private void said(List<Message> all) {
    messages = List.copyOf(all);
    tools.read(messages);
  }
}
