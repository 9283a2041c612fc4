package dev.athanor.cli.workshop;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Observed;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.feedback.Feedback;
import dev.athanor.eval.production.ProductionRuns;
import dev.athanor.eval.production.RunCases;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.system.Systems;
import dev.athanor.system.conversation.Inquiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs as cases for a dataset: asked is what was asked, right is what somebody said is right, or what was answered where somebody said
 * that it is good. What was answered is kept beside it.
 *
 * @param cases the newest first, no question twice
 * @param leftOut how many runs are no cases: they are not over, no system of the project has answered them, or they have values and a
 *     conversation, which no case has both
 */
public record CollectedCases(List<Case> cases, int leftOut) {
  private static final String ANSWERED = "answered";

  /** Copies. */
  public CollectedCases {
    cases = List.copyOf(cases);
  }

  /** Of these runs. */
  public static CollectedCases named(Workshop workshop, List<RunId> runs) {
    return of(workshop, runs, newestFeedback(workshop.journal()));
  }

  /** Of the newest runs of a system. */
  public static CollectedCases newest(Workshop workshop, String system, int last, Optional<Instant> since) {
    Set<String> programs = Subjects.systems(workshop.programs()).stream().map(each -> each.program().name())
        .collect(Collectors.toSet());
    ProductionRuns found = ProductionRuns.newest(workshop.journal(), new ProductionRuns.Wanted(programs,
        pins -> pins.path(Systems.SYSTEM).asString("").equals(system), last, since));
    CollectedCases cases = of(workshop, found.runs().reversed().stream().map(RunRecord::id).toList(),
        newestFeedback(workshop.journal()));
    return new CollectedCases(cases.cases(), cases.leftOut() + found.unfinished() + found.otherProgram());
  }

  /** Of the runs of which somebody has said so last; of all that something was said of if it does not matter what. */
  public static CollectedCases said(Workshop workshop, Optional<Feedback.Verdict> verdict, int last) {
    Map<RunId, Feedback> said = newestFeedback(workshop.journal());
    List<RunId> runs = said.values().stream().filter(each -> verdict.map(each.verdict()::equals).orElse(true))
        .map(Feedback::run).limit(last).toList();
    return of(workshop, runs, said);
  }

  private static Map<RunId, Feedback> newestFeedback(Journal journal) {
    Map<RunId, Feedback> newest = new LinkedHashMap<>();
    Feedback.all(journal).forEach(each -> newest.putIfAbsent(each.run(), each));
    return newest;
  }

  private static CollectedCases of(Workshop workshop, List<RunId> names, Map<RunId, Feedback> said) {
    List<Subject<?, ?>> systems = Subjects.systems(workshop.programs());
    Set<String> programs = systems.stream().map(each -> each.program().name()).collect(Collectors.toSet());
    List<RunRecord> runs = names.stream().distinct().flatMap(name -> workshop.journal().find(name).stream())
        .filter(run -> run.state().over() && programs.contains(run.header().program())).toList();
    List<Case> cases = new ArrayList<>();
    Set<JsonNode> asked = new HashSet<>();
    int left = names.size() - runs.size();
    for (Case each : RunCases.of("runs", workshop.journal(), runs, systems, ReplayLab::unit).dataset()
        .cases()) {
      Optional<JsonNode> input = input(Subjects.recorded(each));
      if (input.isEmpty()) {
        left++;
      } else if (asked.add(input.get())) {
        cases.add(collected(each, input.get(), Optional.ofNullable(said.get(Observed.of(each).run()))));
      }
    }
    return new CollectedCases(cases, left);
  }

  /** As a dataset's file has it; nothing if it has no place for all. */
  private static Optional<JsonNode> input(Inquiry inquiry) {
    if (inquiry.history().isEmpty()) {
      ObjectNode values = Json.object().put("question", inquiry.question());
      values.setAll(inquiry.variables());
      return Optional.of(inquiry.variables().isEmpty() ? Codec.TEXT.encode(inquiry.question()) : values);
    }
    if (!inquiry.variables().isEmpty()) {
      return Optional.empty();
    }
    ArrayNode messages = Json.MAPPER.createArrayNode();
    for (Message message : inquiry.history()) {
      messages.addObject().put("role", message.role().name().toLowerCase(Locale.ROOT)).put("content",
          message.text());
    }
    messages.addObject().put("role", "user").put("content", inquiry.question());
    return Optional.of(messages);
  }

  private static Case collected(Case run, JsonNode input, Optional<Feedback> feedback) {
    ObjectNode metadata =
        Json.object().put("run", run.id()).put("started", run.metadata().path("started").asString(""));
    run.reference().ifPresent(answer -> metadata.set(ANSWERED, answer));
    Observed.of(run).failure().ifPresent(failure -> metadata.put("failure", failure.toString()));
    Set<String> tags = new TreeSet<>(run.tags());
    feedback.ifPresent(said -> {
      tags.add("feedback-" + said.verdict());
      metadata.put("feedback", said.verdict().toString());
      said.comment().ifPresent(comment -> metadata.put("comment", comment));
      said.by().ifPresent(by -> metadata.put("by", by));
    });
    Optional<JsonNode> right = feedback.flatMap(Feedback::reference).<JsonNode>map(Codec.TEXT::encode)
        .or(() -> feedback.filter(said -> said.verdict() == Feedback.Verdict.GOOD)
            .flatMap(_ -> run.reference()));
    return new Case(run.id(), input, right, List.of(), metadata, new TreeSet<>(tags), run.cluster(),
        run.split());
  }
}
