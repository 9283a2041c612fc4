package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.journal.RunId;
import dev.athanor.yaml.BudgetSection;
import dev.athanor.yaml.TimeSpan;
import dev.athanor.yaml.YamlMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Reads an evaluation whose cases are runs: {@code dataset: {runs: SYSTEM, last: 100, since: 7d}}. */
public final class LabFile {
  private static final String DATASET = "dataset";

  private LabFile() {}

  /**
   * Reads it.
   *
   * @param now from which {@code since} counts back
   */
  static LabSettings read(String name, YamlMap map, List<ObjectNode> scorers, ReportSettings report,
      Instant now) {
    YamlMap dataset = map.map(DATASET);
    String system = dataset.text("runs").orElseThrow(() -> map.problem(DATASET,
        "dataset.runs is missing; expected the system whose runs are replayed"));
    Optional<Instant> since = dataset.read("since", text -> since(text, now));
    OptionalInt last = dataset.atLeastOne("last");
    List<RunId> named = dataset.texts("run").stream().map(RunId::new).toList();
    if (!named.isEmpty() && (last.isPresent() || since.isPresent())) {
      throw dataset.problem("run",
          "dataset.run names the runs, and last and since choose them; leave one out");
    }
    dataset.finish();
    Map<String, LabSettings.Change> candidates = new LinkedHashMap<>();
    for (YamlMap each : map.maps("systems")) {
      String candidate = each.text("name").orElse("candidate");
      if (candidates.put(candidate, change(each)) != null) {
        throw each.problem("name", "two systems are called " + candidate + "; give one of them another name");
      }
      each.finish();
    }
    int repeats = map.atLeastOne("repeats").orElse(1);
    LabSettings settings = new LabSettings(Optional.of(name), system,
        new LabSettings.Runs(last.orElse(LabSettings.LAST), since, named),
        candidates.isEmpty() ? Map.of("candidate", LabSettings.Change.NOW) : candidates, repeats, scorers,
        report,
        BudgetSection.read(map.map("budget")));
    map.finish();
    return settings;
  }

  private static LabSettings.Change change(YamlMap map) {
    Map<String, String> set = new LinkedHashMap<>();
    map.json("set")
        .forEach((key, value) -> set.put(key, value.isString() ? value.stringValue() : value.toString()));
    Optional<String> index = map.text("index");
    boolean now = map.yesOrNo("now").orElse(false);
    return new LabSettings.Change(set, index, now || (set.isEmpty() && index.isEmpty()));
  }

  /**
   * How long ago, or when.
   *
   * @throws AthanorException {@code lab-since} with what was expected
   */
  public static Instant since(String text, Instant now) {
    try {
      return text.contains("T") ? Instant.parse(text) : now.minus(TimeSpan.parse(text));
    } catch (DateTimeParseException | AthanorException e) {
      throw AthanorException.user("lab-since", "since is \"" + text
          + "\"; expected how long ago, such as 7d or 12h, or an instant such as 2026-01-31T00:00:00Z");
    }
  }
}
