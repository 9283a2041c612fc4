package dev.athanor.cli.workshop;

import dev.athanor.cli.application.ApplicationSubject;
import dev.athanor.cli.application.RetrievedContents;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.run.Program;
import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.subject.ChatMessages;
import dev.athanor.eval.subject.CommandSubject;
import dev.athanor.eval.subject.HttpSubject;
import dev.athanor.eval.subject.ObservedSubject;
import dev.athanor.eval.subject.RecordedSubject;
import dev.athanor.journal.Journal;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.Citation;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrieveOperation;
import dev.athanor.model.Message;
import dev.athanor.model.Role;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.SystemPrograms;
import dev.athanor.system.conversation.Inquiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be measured in a project, and how its answers look to scorers. */
final class Subjects {
  /** Finds what a search has found. */
  static final Passages PASSAGES = Subjects::passages;

  private static final int CALLS_AT_ONCE = 16;

  private Subjects() {}

  private static List<Evidence> passages(String operation, JsonNode response) {
    if (!operation.equals(RetrieveOperation.NAME)) {
      return List.of();
    }
    return RetrievedContents.are(response) ? RetrievedContents.read(response)
        : Retrieval.CODEC.decode(response).hits().stream().map(Subjects::evidence).toList();
  }

  /** All of them: the systems of a project, what is outside of it, and what suites ask. */
  static List<Subject<?, ?>> of(Workshop workshop) {
    List<Subject<?, ?>> all =
        new ArrayList<>(of(workshop.programs(), workshop.environment(), workshop::journal));
    all.addAll(workshop.suites().subjects());
    all.add(ApplicationSubject.of(workshop.applications()));
    return List.copyOf(all);
  }

  private static List<Subject<?, ?>> of(SystemPrograms programs, Map<String, String> environment,
      Supplier<Journal> journal) {
    List<Subject<?, ?>> all = new ArrayList<>(systems(programs));
    all.add(extractive(programs).replaying(replayed(programs.extractive()),
        (given, _) -> recorded(given).question()));
    all.add(rag(programs).replaying(replayed(programs.rag()), (given, _) -> recorded(given)));
    all.add(prompt(programs).replaying(replayed(programs.prompt()), (given, _) -> recorded(given)));
    all.addAll(List.of(ObservedSubject.of(journal, PASSAGES, systems(programs)), RecordedSubject.of(),
        CommandSubject.of(), HttpSubject.of(name -> Optional.ofNullable(environment.get(name)))));
    return List.copyOf(all);
  }

  /** The systems of a project, one for each program. */
  static List<Subject<?, ?>> systems(SystemPrograms programs) {
    return List.of(extractive(programs), rag(programs), prompt(programs));
  }

  private static Subject<String, Answer> extractive(SystemPrograms programs) {
    return new Subject<>(programs.extractive().name(), programs.extractive(),
        (given, _) -> inquiry(given).question(), Subjects::output,
        Runtime.getRuntime().availableProcessors());
  }

  private static Subject<Inquiry, Answer> rag(SystemPrograms programs) {
    return new Subject<>(programs.rag().name(), programs.rag(), (given, _) -> inquiry(given),
        Subjects::output,
        CALLS_AT_ONCE);
  }

  private static Subject<Inquiry, Answer> prompt(SystemPrograms programs) {
    return new Subject<>(programs.prompt().name(), programs.prompt(), (given, _) -> inquiry(given),
        Subjects::output, CALLS_AT_ONCE);
  }

  /** The kind of subject that is put to runs which were recorded, and not to cases that were written. */
  static String replayed(Program<?, ?> program) {
    return "replayed-" + program.name();
  }

  /** What a run was asked, as it was recorded: whichever program it was of, so that another one can be asked the same. */
  static Inquiry recorded(Case given) {
    return given.input().isString() ? Inquiry.of(given.input().stringValue())
        : Inquiry.CODEC.decode(given.input());
  }

  /** What puts systems to cases. */
  static Program<Experiment, Results> experiments(Workshop workshop) {
    return ExperimentProgram.of(of(workshop), workshop.scorers()::make,
        new TrailOperation(workshop::journal, PASSAGES), workshop.suites().rivals());
  }

  /** The kind of subject that a system is. */
  static String kind(SystemPlan plan, SystemPrograms programs) {
    return program(plan, programs).name();
  }

  /** What answers for a system. */
  static Program<?, Answer> program(SystemPlan plan, SystemPrograms programs) {
    return switch (plan) {
      case SystemPlan.Modelless _ -> programs.extractive();
      case SystemPlan.Grounded _ -> programs.rag();
      case SystemPlan.Told _ -> programs.prompt();
    };
  }

  /**
   * What a system is asked for a case: text is the question; of an object {@code question} is, and the rest are values for the prompt; of
   * messages the last one is, and those before are the conversation so far.
   */
  static Inquiry inquiry(Case given) {
    return switch (given.input()) {
      case JsonNode text when text.isString() -> Inquiry.of(text.stringValue());
      case ObjectNode object when object.path("question").isString() -> {
        ObjectNode values = object.deepCopy();
        values.remove("question");
        yield Inquiry.of(object.get("question").stringValue()).with(values);
      }
      case JsonNode messages when messages.isArray() && !messages.isEmpty() ->
          conversation(given, ChatMessages.read(
              messages));
      default -> throw AthanorException.user("case-input", "case " + given.id() + " asks "
          + Json.abbreviate(given.input()
              .toString(), 120)
          + "; a system of a project takes text, an object with a question, or messages that end with one");
    };
  }

  private static Inquiry conversation(Case given, List<Message> messages) {
    Message last = messages.getLast();
    if (last.role() != Role.USER) {
      throw AthanorException.user("case-input",
          "case " + given.id() + " ends with a message of the " + last.role().name()
              .toLowerCase(java.util.Locale.ROOT) + "; expected the user's question at the end");
    }
    return new Inquiry(last.text(), Json.object(), messages.subList(0, messages.size() - 1));
  }

  private static Output output(Answer answer) {
    List<Evidence> cited = answer.citations().stream().map(Subjects::evidence).toList();
    return switch (answer) {
      case Answer.Answered answered ->
          new Output(answered.highlight().map(highlight -> highlight.text()).orElse(answered
              .answer()), answered.value(), false, cited);
      case Answer.Abstained _ -> new Output("", Optional.empty(), true, cited);
    };
  }

  private static Evidence evidence(Citation citation) {
    return new Evidence(
        citation.number().map(String::valueOf).orElse(citation.document() + "#" + citation.start()),
        citation.document(), citation.quote(), Optional.of(citation.start()), Optional.of(citation.end()));
  }

  private static Evidence evidence(Hit hit) {
    return new Evidence(hit.chunk(), hit.place().document(), hit.passage().text(),
        Optional.of(hit.passage().start()),
        Optional.of(hit.passage().end()));
  }
}
