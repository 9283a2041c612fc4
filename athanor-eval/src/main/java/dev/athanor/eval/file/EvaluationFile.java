package dev.athanor.eval.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.report.Gate;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.subject.CommandSubject;
import dev.athanor.eval.subject.HttpSubject;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.yaml.BudgetSection;
import dev.athanor.yaml.TimeSpan;
import dev.athanor.yaml.Yaml;
import dev.athanor.yaml.YamlMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of {@code evals}. Every mistake is named with its line, its column and what was expected.
 *
 * @param file its path
 * @param typed as a person has named it, for messages
 */
public record EvaluationFile(Path file, String typed) {
  /** How the names of such files end. */
  public static final String END = ".yaml";
  private static final String DATASET = "dataset";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What its file is called, without the end. */
  public String name() {
    String name = file.getFileName().toString();
    return name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
  }

  /** What stands in it. */
  public YamlMap map() {
    return new Yaml(file).read();
  }

  /** Whether its cases are runs: {@code dataset: {runs: SYSTEM}}. */
  public static boolean ofRuns(YamlMap map) {
    List<JsonNode> dataset = map.values(DATASET);
    return dataset.size() == 1 && dataset.getFirst().isObject();
  }

  /**
   * The evaluation, whose cases stand in a file.
   *
   * @param home where its systems are
   */
  public EvaluationSettings read(Home home) {
    YamlMap map = map();
    if (ofRuns(map)) {
      throw map.problem(DATASET, "the cases of this evaluation are runs, which are chosen when it is run;"
          + " expected a file of cases here, or the command: athanor eval run " + typed);
    }
    EvaluationSettings settings =
        new Reading(file.toAbsolutePath().resolveSibling(""), home).read(name(), map);
    map.finish();
    return settings;
  }

  /** By what its report is made. */
  public static ReportSettings report(YamlMap map) {
    Optional<String> primary = map.text("primary");
    OptionalDouble margin = map.number("margin");
    if (margin.isPresent() && !(margin.getAsDouble() > 0)) {
      throw map.problem("margin", "margin is " + margin.getAsDouble()
          + "; expected a number above 0: below which difference two systems count as equal");
    }
    List<String> gates = map.reads("gates", text -> Gate.parse(text).text());
    return new ReportSettings(primary,
        margin.isPresent() ? Optional.of(margin.getAsDouble()) : Optional.empty(), gates);
  }

  /** What it measures, each by its settings; empty if it does not say. */
  public static List<ObjectNode> scorers(YamlMap map) {
    List<ObjectNode> scorers = new ArrayList<>();
    for (JsonNode each : map.values("scorers")) {
      switch (each) {
        case ObjectNode settings -> scorers.add(settings);
        case JsonNode name when name.isString() ->
            scorers.add(Json.object().put("scorer", name.stringValue()));
        default -> throw map.problem("scorers", "an item of scorers is " + each
            + "; expected the name of a scorer, or its settings with its name under scorer");
      }
    }
    return scorers;
  }

  /**
   * One file.
   *
   * @param folder its own, where it finds others
   */
  private record Reading(Path folder, Home home) {
    private EvaluationSettings read(String name, YamlMap map) {
      String dataset = map.text(DATASET).orElseThrow(() -> map.problem(DATASET,
          "dataset is missing; expected a file of cases, such as evals/questions.jsonl"));
      Split split = map.oneOf("split", Split.values()).orElse(Split.VALIDATION);
      Set<String> tags = Set.copyOf(map.texts("tags"));
      Optional<Integer> first = most(map, "first");
      Optional<Integer> sample = most(map, "sample");
      Optional<String> cluster = map.text("cluster");
      List<ArmSettings> arms = arms(map);
      int repeats = map.atLeastOne("repeats").orElse(1);
      List<ObjectNode> scorers = needed(map);
      ReportSettings report = report(map);
      YamlMap budget = map.map("budget");
      Set<String> allow = Set.copyOf(map.texts("allow"));
      EvaluationSettings.Cases cases =
          new EvaluationSettings.Cases(beside(dataset), split, tags, first, sample, cluster);
      return map.build(() -> new EvaluationSettings(name, cases, arms, repeats, scorers, report,
          BudgetSection.read(budget), allow));
    }

    /** A file that an evaluation names: beside the evaluation, or from the project's folder. */
    private Path beside(String written) {
      Path here = folder.resolve(written).normalize();
      Path there = home.folder().resolve(written).normalize();
      return Files.exists(here) || !Files.exists(there) ? here : there;
    }

    private static Optional<Integer> most(YamlMap map, String key) {
      OptionalInt number = map.atLeastOne(key);
      return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static List<ObjectNode> needed(YamlMap map) {
      List<ObjectNode> scorers = scorers(map);
      if (scorers.isEmpty()) {
        throw map.problem("scorers",
            "scorers is missing; expected what is to be measured, such as [exact, token-f1]");
      }
      return scorers;
    }

    private List<ArmSettings> arms(YamlMap map) {
      List<ArmSettings> arms = new ArrayList<>();
      for (YamlMap arm : map.mapsOrNamed("systems", "system")) {
        arms.add(arm(arm));
        arm.finish();
      }
      if (arms.isEmpty()) {
        throw map.problem("systems",
            "systems is missing; expected what is to be measured, such as [" + home.example() + "]");
      }
      return arms;
    }

    private ArmSettings arm(YamlMap arm) {
      Optional<String> name = arm.text("name");
      Optional<String> system = arm.text("system");
      if (system.isPresent()) {
        Map<String, JsonNode> set = arm.json("set");
        return new ArmSettings.OfSystem(name.orElse(system.get()), known(arm, system.get()), set,
            arm.atLeastOne("formats").orElse(1));
      }
      String needed = name.orElseThrow(() -> arm.problem("name", arm.inside("name")
          + " is missing; expected how reports are to call it"));
      if (arm.keys().contains("outputs")) {
        return new ArmSettings.OfOutputs(needed,
            beside(required(arm, "outputs", "a file of recorded outputs")));
      }
      if (arm.keys().contains("langchain4j")) {
        String type = required(arm, "langchain4j", "the class that starts the application");
        List<String> classpath = arm.texts("classpath");
        Optional<String> place = arm.text("answer");
        return arm.build(() -> new ArmSettings.OfApplication(needed,
            new ApplicationSettings(type, classpath, place)));
      }
      Duration limit = arm.read("timeout", TimeSpan::parse).orElse(PATIENCE);
      Optional<String> answer = arm.text("answer");
      if (arm.keys().contains("command")) {
        List<String> command = arm.texts("command");
        return arm.build(
            () -> new ArmSettings.OfCommand(needed, new CommandSubject.Settings(command, home.folder()
                .toString(), answer, limit)));
      }
      String url =
          required(arm, "url", "the address of an endpoint; or system, command, langchain4j or outputs");
      Map<String, String> headers = new LinkedHashMap<>();
      arm.json("headers").forEach((key, value) -> headers.put(key, value.asString()));
      JsonNode body =
          arm.keys().contains("body") ? Json.MAPPER.valueToTree(arm.json("body")) : Codec.TEXT.encode(
              "{{input}}");
      return arm
          .build(() -> new ArmSettings.OfEndpoint(needed, new HttpSubject.Settings(url, headers, body, answer,
              limit)));
    }

    private String known(YamlMap arm, String system) {
      try {
        home.check(system);
        return system;
      } catch (AthanorException e) {
        throw arm.problem("system", String.valueOf(e.getMessage()));
      }
    }

    private static String required(YamlMap map, String key, String what) {
      return map.text(key)
          .orElseThrow(() -> map.problem(key, map.inside(key) + " is missing; expected " + what));
    }
  }
}
