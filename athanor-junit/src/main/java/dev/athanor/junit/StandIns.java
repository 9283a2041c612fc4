package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.file.ArmSettings;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.subject.CommandSubject;
import dev.athanor.eval.subject.HttpSubject;
import dev.athanor.eval.subject.RecordedSubject;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The programs of a test in the places of an evaluation's systems. What an evaluation measures outside of any project (an endpoint, a command,
 * recorded outputs) is measured as always.
 *
 * @param asked the evaluation
 * @param from what the evaluation is called in messages
 */
record StandIns(Asked asked, String from) {
  private static final String KIND = "program ";

  /** The systems as arms, in order, with what they are pinned to. */
  Map<Arm, RunOptions> arms() {
    Map<Arm, RunOptions> arms = new LinkedHashMap<>();
    for (ArmSettings each : asked.settings().arms()) {
      switch (each) {
        case ArmSettings.OfSystem system -> {
          if (system.formats() > 1) {
            throw AthanorException.user("formats-prompt", "system " + system.name() + " of " + from
                + " has formats: " + system.formats()
                + ", which are of a prompt of a project, and a test supplies a"
                + " program; leave the system out with systems");
          }
          arms.put(new Arm(system.name(), kind(system)), RunOptions.PLAIN);
        }
        case ArmSettings.OfApplication application ->
            arms.put(new Arm(application.name(), kind(application)), RunOptions.PLAIN);
        case ArmSettings.Outside outside -> arms.put(outside.arm(),
            outside.pins(asked.dataset().cases(), asked.settings().repeats()));
      }
    }
    return arms;
  }

  private static String kind(ArmSettings system) {
    return KIND + system.name();
  }

  /**
   * What answers for the arms.
   *
   * @param atOnce how many cases a program is asked at the same time at most
   */
  List<Subject<?, ?>> subjects(Supplied supplied, int atOnce) {
    List<Subject<?, ?>> subjects = new ArrayList<>(List.of(RecordedSubject.of(), CommandSubject.of(),
        HttpSubject.of(name -> Optional.ofNullable(System.getenv(name)))));
    List<ArmSettings> systems =
        asked.settings().arms().stream().filter(each -> !(each instanceof ArmSettings.Outside)).toList();
    if (systems.size() == 1 && (from.isEmpty() || supplied.programs().size() == 1)) {
      subjects.add(subject(kind(systems.getFirst()), supplied.program(), atOnce));
      return subjects;
    }
    for (ArmSettings system : systems) {
      Program<?, ?> program = supplied.programs().get(system.name());
      if (program == null) {
        throw missing(system, systems, supplied);
      }
      subjects.add(subject(kind(system), program, atOnce));
    }
    return subjects;
  }

  private AthanorException missing(ArmSettings system, List<ArmSettings> systems,
      Supplied supplied) {
    List<String> there =
        systems.stream().map(ArmSettings::name).filter(supplied.programs()::containsKey).toList();
    return AthanorException.user("program-unknown", from + " measures the system \"" + system.name()
        + "\", and the test supplies "
        + (supplied.programs().isEmpty() ? "no program" : "only the programs " + supplied.programs().keySet())
        + "; annotate a field or method with @UnderTest that is a Program with that name"
        + (there.isEmpty() ? "" : ", or say which systems the test is about: systems = "
            + (there.size() == 1 ? "\"" + there.getFirst() + "\""
                : "{\"" + String.join("\", \"", there) + "\"}")));
  }

  private static <I, O> Subject<I, O> subject(String kind, Program<I, O> program, int atOnce) {
    return new Subject<>(kind, program, (given, _) -> program.input().decode(given.input()),
        answer -> output(program.output().encode(answer)), atOnce);
  }

  private static Output output(JsonNode answer) {
    return answer.isString() ? Output.text(answer.stringValue())
        : new Output(answer.toString(), Optional.of(answer), false, List.of());
  }
}
