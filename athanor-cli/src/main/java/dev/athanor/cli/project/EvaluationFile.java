package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.report.Gate;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.subject.CommandSubject;
import dev.athanor.eval.subject.HttpSubject;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a file of {@code evals}. Every mistake is named with its line, its column and what was expected. */
public final class EvaluationFile {
  private static final String END = ".yaml";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Project project;
  private final Path folder;

  /** Of a project. */
  public EvaluationFile(Project project) {
    this.project = project;
    this.folder = project.folder().resolve(Project.EVALS);
  }

  /** The names of the project's evaluations, in order. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(END)).map(
          name -> name.substring(0, name.length() - END.length())).sorted().toList();
    } catch (IOException e) {
      throw AthanorException.data("evals-unreadable", folder + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * The evaluation that a person means: the name of one in the project's folder of evaluations, or a file.
   *
   * @param from where a file is looked for
   */
  public EvaluationSettings read(String typed, Path from) {
    Path file = find(typed, from);
    YamlMap map = new Yaml(file).read();
    if (LabFile.isOne(map)) {
      throw map.problem("dataset", "the cases of this evaluation are runs, which are chosen when it is run;"
          + " expected a file of cases here, or the command: athanor eval run " + typed);
    }
    EvaluationSettings settings = new Reading(file.toAbsolutePath().resolveSibling("")).read(name(file), map);
    map.finish();
    return settings;
  }

  /**
   * The evaluation that a person means, if its cases are runs.
   *
   * @param now from which it is counted back how old they may be
   */
  public Optional<LabSettings> lab(String typed, Path from, Instant now) {
    Path file = find(typed, from);
    YamlMap map = new Yaml(file).read();
    return LabFile.isOne(map)
        ? Optional.of(LabFile.read(name(file), map, Reading.given(map), Reading.report(map), now))
        : Optional.empty();
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - END.length());
  }

  private Path find(String typed, Path from) {
    Path named = folder.resolve(typed + END);
    Path file = typed.endsWith(END) ? from.resolve(typed).normalize() : named;
    if (!Files.exists(file)) {
      file = typed.endsWith(END) ? folder.resolve(typed) : named;
    }
    if (!Files.exists(file)) {
      List<String> names = names();
      throw AthanorException.user("evaluation-unknown",
          "there is no evaluation \"" + typed + "\" in " + folder + (names.isEmpty() ? "; write " + named
              : "; nearest: " + String.join(", ", Nearest.to(typed, names, 5))));
    }
    return file;
  }

  /** One file, whose own folder is where it finds others. */
  private final class Reading {
    private final Path folder;

    Reading(Path folder) {
      this.folder = folder;
    }

    private EvaluationSettings read(String name, YamlMap map) {
      String dataset = map.text("dataset").orElseThrow(() -> map.problem("dataset",
          "dataset is missing; expected a file of cases, such as " + Project.EVALS + "/questions.jsonl"));
      Split split = map.oneOf("split", Split.values()).orElse(Split.VALIDATION);
      Set<String> tags = Set.copyOf(map.texts("tags"));
      Optional<Integer> first = most(map, "first");
      Optional<Integer> sample = most(map, "sample");
      Optional<String> cluster = map.text("cluster");
      List<ArmSettings> arms = arms(map);
      int repeats = map.atLeastOne("repeats").orElse(1);
      List<ObjectNode> scorers = scorers(map);
      ReportSettings report = report(map);
      YamlMap budget = map.map("budget");
      Set<String> allow = Set.copyOf(map.texts("allow"));
      EvaluationSettings.Cases cases =
          new EvaluationSettings.Cases(beside(dataset), split, tags, first, sample, cluster);
      return map.build(() -> new EvaluationSettings(name, cases, arms, repeats, scorers, report,
          SystemsSection.budget(budget), allow));
    }

    /** A file that an evaluation names: beside the evaluation, or from the project's folder. */
    private Path beside(String written) {
      Path here = folder.resolve(written).normalize();
      Path there = project.path(written);
      return Files.exists(here) || !Files.exists(there) ? here : there;
    }

    private static Optional<Integer> most(YamlMap map, String key) {
      OptionalInt number = map.atLeastOne(key);
      return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static ReportSettings report(YamlMap map) {
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

    private static List<ObjectNode> scorers(YamlMap map) {
      List<ObjectNode> scorers = given(map);
      if (scorers.isEmpty()) {
        throw map.problem("scorers",
            "scorers is missing; expected what is to be measured, such as [exact, token-f1]");
      }
      return scorers;
    }

    private static List<ObjectNode> given(YamlMap map) {
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

    private List<ArmSettings> arms(YamlMap map) {
      List<ArmSettings> arms = new ArrayList<>();
      for (YamlMap arm : map.mapsOrNamed("systems", "system")) {
        arms.add(arm(arm));
        arm.finish();
      }
      if (arms.isEmpty()) {
        throw map.problem("systems",
            "systems is missing; expected what is to be measured, such as [" + project.settings()
                .ask() + "]");
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
      Duration limit = arm.read("timeout", TimeSpan::parse).orElse(PATIENCE);
      Optional<String> answer = arm.text("answer");
      if (arm.keys().contains("command")) {
        List<String> command = arm.texts("command");
        return arm.build(
            () -> new ArmSettings.OfCommand(needed, new CommandSubject.Settings(command, project.folder()
                .toString(), answer, limit)));
      }
      String url = required(arm, "url", "the address of an endpoint; or system, command or outputs");
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
        project.settings().system(system);
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
