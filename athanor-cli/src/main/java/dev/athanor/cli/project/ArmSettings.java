package dev.athanor.cli.project;

import dev.athanor.eval.subject.CommandSubject;
import dev.athanor.eval.subject.HttpSubject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  /** An HTTP endpoint. */
  record OfEndpoint(String name, HttpSubject.Settings settings) implements ArmSettings {}

  /** A command. */
  record OfCommand(String name, CommandSubject.Settings settings) implements ArmSettings {}

  /**
   * Outputs that were recorded elsewhere.
   *
   * @param file of them
   */
  record OfOutputs(String name, Path file) implements ArmSettings {}
}
