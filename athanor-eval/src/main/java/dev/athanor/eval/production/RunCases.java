package dev.athanor.eval.production;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.experiment.Observed;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.subject.ObservedSubject;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs as cases: a case is named as its run, asks what was asked there, and has what was answered as its reference.
 *
 * @param dataset the cases, in the runs' order
 * @param pins what the runs were pinned to, each once, by {@link Observed#pins}
 */
public record RunCases(Dataset dataset, Map<String, ObjectNode> pins) {
  private static final int NAME = 16;

  /** Copies, in the same order. */
  public RunCases {
    pins = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(pins));
  }

  /**
   * Makes cases of runs.
   *
   * @param name of the dataset
   * @param subjects by whose programs the runs were answered
   * @param unit what a run's input shares with others: runs that ask the same, or belong to one conversation, are not independent
   */
  public static RunCases of(String name, Journal journal, List<RunRecord> runs, List<Subject<?, ?>> subjects,
      UnaryOperator<JsonNode> unit) {
    Map<String, ObjectNode> pins = new LinkedHashMap<>();
    List<Case> cases = runs.stream().map(run -> {
      Optional<Output> output = ObservedSubject.output(journal, run, subjects);
      Observed observed = new Observed(run.id(), pins(run), output.map(Output::abstained).orElse(false),
          failure(journal, run));
      pins.computeIfAbsent(observed.pins(), _ -> (ObjectNode) run.header().manifest().value(journal::part));
      return of(run, run.header().input().value(journal::part), observed, output, unit);
    }).toList();
    return new RunCases(new Dataset(name, cases), pins);
  }

  private static Case of(RunRecord run, JsonNode input, Observed observed, Optional<Output> output,
      UnaryOperator<JsonNode> unit) {
    ObjectNode metadata = Json.object().put("started", run.header().created().toString());
    metadata.set(Observed.MEMBER, Observed.CODEC.encode(observed));
    String ended = output.isEmpty() ? "failed" : observed.abstained() ? "abstained" : "answered";
    Optional<JsonNode> reference =
        output.filter(each -> !each.abstained()).map(each -> Codec.TEXT.encode(each.text()));
    String cluster = Hash.of(unit.apply(input).toString()).hex().substring(0, NAME);
    return new Case(run.id().value(), input, reference, List.of(), metadata, new TreeSet<>(List.of(ended)),
        Optional.of(cluster), Split.VALIDATION);
  }

  private static String pins(RunRecord run) {
    return run.header().manifest().hash().hex().substring(0, NAME);
  }

  private static Optional<Failure> failure(Journal journal, RunRecord run) {
    return journal.entries(run.id(), 0).stream().map(Stamped::entry)
        .filter(Entry.Ended.class::isInstance).map(entry -> ((Entry.Ended) entry).end())
        .flatMap(end -> switch (end) {
          case Entry.End.Failed failed -> Optional.of(failed.failure()).stream();
          case Entry.End.Exhausted exhausted -> Optional.of(exhausted.failure()).stream();
          case Entry.End.Done _,Entry.End.Continued _ -> Optional.<Failure>empty().stream();
        }).findFirst();
  }
}
