package dev.athanor.cli.workshop;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Hash;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.PromptPin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Which runs have used which version of which prompt, by what they are pinned to. */
public final class PromptUses {
  private final Map<PromptName, Map<Hash, List<RunRecord>>> uses = new TreeMap<>();

  private PromptUses() {}

  /** A version, and the runs that have used it, the newest first. */
  public record Version(Hash version, List<RunRecord> runs) {
    /** Copies. */
    public Version {
      runs = List.copyOf(runs);
    }
  }

  /** None. */
  public static PromptUses none() {
    return new PromptUses();
  }

  /** All that a journal knows. A run that can't be read is left out: {@code runs} and {@code doctor} tell of it. */
  public static PromptUses in(Journal journal) {
    PromptUses all = new PromptUses();
    journal.runs(new RunQuery(Optional.empty(), Optional.empty(), false, Integer.MAX_VALUE))
        .forEach(run -> manifest(run, journal).ifPresent(manifest -> all.add(run, manifest)));
    return all;
  }

  private static Optional<JsonNode> manifest(RunRecord run, Journal journal) {
    try {
      return Optional.of(run.header().manifest().value(journal::part));
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  private void add(RunRecord run, JsonNode manifest) {
    manifest.properties().stream().filter(pin -> pin.getKey().startsWith(PromptPin.KEY)).forEach(pin -> {
      PromptPin prompt = PromptPin.CODEC.decode(pin.getValue());
      uses.computeIfAbsent(prompt.name(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(prompt.version(), _ -> new ArrayList<>())
          .add(run);
    });
  }

  /** The names of prompts that were used. */
  public List<String> names() {
    return uses.keySet().stream().map(PromptName::toString).toList();
  }

  /** The versions of a prompt, the one that was used last first. */
  public List<Version> of(PromptName name) {
    return uses.getOrDefault(name, Map.of()).entrySet().stream()
        .map(entry -> new Version(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** How many runs have used a version. */
  public int runs(PromptName name, Hash version) {
    return uses.getOrDefault(name, Map.of()).getOrDefault(version, List.of()).size();
  }
}
