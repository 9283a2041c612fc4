package dev.athanor.eval.file;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.subject.CommandSubject;
import dev.athanor.eval.subject.HttpSubject;
import dev.athanor.eval.subject.RecordedSubject;
import dev.athanor.run.RunOptions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One of the systems that an evaluation compares, as its file says. */
public sealed interface ArmSettings {
  /** By which reports and gates name it. */
  String name();

  /**
   * A system of {@code athanor.yaml}.
   *
   * @param system its name there
   * @param set what is changed of what its runs are pinned to, by dotted key, as {@code athanor fork --set} does
   * @param formats in how many formattings its prompt is measured; one: as it is written
   */
  record OfSystem(String name, String system, Map<String, JsonNode> set, int formats) implements ArmSettings {
    /** Copies, in the same order. */
    public OfSystem {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }
  }

  /** An application that is built on LangChain4j. */
  record OfApplication(String name, ApplicationSettings settings) implements ArmSettings {}

  /** What is outside of whoever evaluates, and is measured in the same way from everywhere. */
  sealed interface Outside extends ArmSettings {
    /** As an arm of an experiment. */
    Arm arm();

    /**
     * What the arm is pinned to.
     *
     * @param cases that it is put to, each so many times
     * @throws dev.athanor.error.AthanorException if it is known that it can't answer them
     */
    RunOptions pins(List<Case> cases, int repeats);
  }

  /** An HTTP endpoint. */
  record OfEndpoint(String name, HttpSubject.Settings settings) implements Outside {
    @Override
    public Arm arm() {
      return new Arm(name, HttpSubject.KIND);
    }

    @Override
    public RunOptions pins(List<Case> cases, int repeats) {
      return HttpSubject.pin(RunOptions.PLAIN, settings);
    }
  }

  /** A command. */
  record OfCommand(String name, CommandSubject.Settings settings) implements Outside {
    @Override
    public Arm arm() {
      return new Arm(name, CommandSubject.KIND);
    }

    @Override
    public RunOptions pins(List<Case> cases, int repeats) {
      return CommandSubject.pin(RunOptions.PLAIN, settings);
    }
  }

  /**
   * Outputs that were recorded elsewhere.
   *
   * @param file of them
   */
  record OfOutputs(String name, Path file) implements Outside {
    @Override
    public Arm arm() {
      return new Arm(name, RecordedSubject.KIND);
    }

    @Override
    public RunOptions pins(List<Case> cases, int repeats) {
      RecordedSubject.check(file, cases, repeats);
      return RecordedSubject.pin(RunOptions.PLAIN, file);
    }
  }
}
