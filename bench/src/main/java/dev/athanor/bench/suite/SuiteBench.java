package dev.athanor.bench.suite;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.json.Json;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The same suite of 1,000 tests before the same simulator without latency: whole processes, ours and promptfoo's, in turn. */
final class SuiteBench {
  private static final int CASES = 1000;
  private static final int AT_ONCE = 16;
  private static final Path LAUNCHER = Path.of("athanor").toAbsolutePath();
  private static final String ANSWERS = """
      rules:
        - when: {user: {matches: "City (?<n>[0-9]+) as"}}
          then: '{"id": ${n}, "name": "City ${n}"}'
      """;

  private SuiteBench() {}

  /** Measures; the argument says how many rounds, else five. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    Promptfoo promptfoo = Promptfoo.in(Path.of("bench/target/promptfoo"));
    Report.heading("A suite of promptfoo: " + CASES + " tests, " + AT_ONCE + " at once");
    try (WorkFolder work = WorkFolder.create();
        Simulator simulator = Simulator.start(SimulatorSettings.of(script(work.path())))) {
      Files.writeString(work.path().resolve("promptfooconfig.json"),
          suite(simulator.baseUri() + "/v1").toString());
      List<Effort> ours = new ArrayList<>();
      List<Effort> theirs = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        Effort our = ours(work, round);
        Effort their = theirs(work, promptfoo, round);
        System.err.printf(Locale.ROOT,
            "%s ours %.2f s, %.2f CPU s, %.0f MB; promptfoo %.2f s, %.2f CPU s, %.0f MB%n",
            round == 0 ? "warm-up" : "round " + round, our.seconds(), our.cpuSeconds(), our.peakMegabytes(),
            their
                .seconds(),
            their.cpuSeconds(), their.peakMegabytes());
        if (round > 0) {
          ours.add(our);
          theirs.add(their);
        }
      }
      tell("CPU seconds", "%.2f", Effort::cpuSeconds, ours, theirs);
      tell("seconds by the clock", "%.2f", Effort::seconds, ours, theirs);
      tell("peak memory, MB", "%.0f", Effort::peakMegabytes, ours, theirs);
    }
  }

  private static Script script(Path folder) throws Exception {
    return ScriptFile.read(Files.writeString(folder.resolve("answers.yaml"), ANSWERS)).script();
  }

  private static ObjectNode suite(String baseUrl) {
    ObjectNode suite = Json.object().put("description", "records of cities");
    suite.putArray("prompts").add("Give the record of {{name}} as JSON with id and name.");
    suite.putArray("providers").addObject().put("id", "openai:chat:gpt-4o-mini").putObject("config")
        .put("apiBaseUrl",
            baseUrl)
        .put("apiKeyEnvar", "SUITE_BENCH_KEY");
    suite.putObject("evaluateOptions").put("maxConcurrency", AT_ONCE);
    ArrayNode tests = suite.putArray("tests");
    for (int i = 0; i < CASES; i++) {
      ObjectNode test = tests.addObject();
      test.putObject("vars").put("name", "City " + i);
      ArrayNode assertions = test.putArray("assert");
      assertions.addObject().put("type", "contains").put("value", "{{name}}");
      assertions.addObject().put("type", "regex").put("value", "\"id\":\\s*" + i);
      assertions.addObject().put("type", "is-json").set("value", Json.parse("""
          {"type": "object", "required": ["id", "name"],
           "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}"""));
    }
    return suite;
  }

  private static Map<String, String> key() {
    return Map.of("SUITE_BENCH_KEY", "none");
  }

  /** Each round in a project of its own, so that nothing is answered from the past. */
  private static Effort ours(WorkFolder work, int round) throws Exception {
    Path folder = work.folder("ours-" + round);
    Effort effort =
        Effort.of(List.of(LAUNCHER.toString(), "eval", "run", work.path().resolve("promptfooconfig.json")
            .toString(), "--json"), folder, key());
    check(effort.exit() == 0, effort);
    return effort;
  }

  private static Effort theirs(WorkFolder work, Promptfoo promptfoo, int round) throws Exception {
    Path folder = work.folder("theirs-" + round);
    Map<String, String> environment = new HashMap<>(promptfoo.environment(folder.resolve("home")));
    environment.putAll(key());
    Effort effort = Effort.of(promptfoo.command(work.path().resolve("promptfooconfig.json"), folder.resolve(
        "results.json")), folder, environment);
    check(effort.exit() == 0, effort);
    return effort;
  }

  private static void check(boolean right, Effort effort) {
    if (!right) {
      throw new IllegalStateException("not all tests passed: " + Json.abbreviate(effort.output(), 2000));
    }
  }

  private static void tell(String what, String form, ToDoubleFunction<Effort> figure, List<Effort> ours,
      List<Effort> theirs) {
    double[] ratios = new double[ours.size()];
    Arrays.setAll(ratios, i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)));
    double[] our = ours.stream().mapToDouble(figure).sorted().toArray();
    double[] their = theirs.stream().mapToDouble(figure).sorted().toArray();
    Arrays.sort(ratios);
    Report.line(String.format(Locale.ROOT, "%-22s ours " + form + ", promptfoo " + form
        + ": %.2f x (%.2f - %.2f of %d rounds), aim <= 0.33", what, our[our.length / 2],
        their[their.length / 2],
        ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1], ratios.length));
  }
}
