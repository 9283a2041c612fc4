package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted;
import dev.athanor.promptfoo.assertion.Sheet;
import dev.athanor.promptfoo.provider.TargetReader;
import dev.athanor.promptfoo.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that promptfoo runs.
 *
 * @param file where it is
 * @param environment of the process
 * @param judge who judges where the suite does not say it
 */
public record SuiteFile(Path file, Map<String, String> environment, Optional<String> judge) {
  private static final Map<String,
      String> CANNOT = Map.of("nunjucksFilters", "filters are code in another language",
          "extensions", "extensions are code in another language", "derivedMetrics",
          "metrics are computed from others with promptfoo's formulas", "redteam",
          "red teaming asks promptfoo's services", "commandLineOptions", "options of promptfoo's own command",
          "tracing", "traces are promptfoo's own");
  private static final Set<String> OPTIONS = Set.of("maxConcurrency", "repeat", "showProgressBar", "cache",
      "generateSuggestions");

  /** Whether a file is one: it has prompts, providers or targets, and no dataset. */
  public static boolean is(Path file) {
    String name = file.getFileName().toString();
    if (!name.matches(".*\\.(ya?ml|json)") || !Files.isRegularFile(file)) {
      return false;
    }
    try {
      JsonNode root = YamlText.lenient(Files.readString(file)).orElseGet(Json::object);
      return root.isObject() && !root.has("dataset")
          && (root.has("prompts") || root.has("providers") || root.has(
              "targets"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads it. */
  public Suite read() {
    Path folder = file.toAbsolutePath().normalize().getParent();
    SuiteFolder beside = new SuiteFolder(java.util.Objects.requireNonNull(folder));
    if (!(References
        .resolved(YamlText.read(file.toString(), beside.text(file))) instanceof ObjectNode root)) {
      throw AthanorException.user("suite-form", file + " is no suite; expected prompts, providers and tests");
    }
    return new Reading(beside, root).read();
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
  }

  /** One file. */
  private final class Reading {
    private final SuiteFolder folder;
    private final ObjectNode root;
    private final Findings findings = new Findings();
    private final Map<String, String> variables = new HashMap<>(environment);
    private final ProviderReader providers;

    Reading(SuiteFolder folder, ObjectNode root) {
      this.folder = folder;
      this.root = root;
      root.path("env").properties()
          .forEach(each -> variables.put(each.getKey(), each.getValue().asString("")));
      JsonNode most = root.path("evaluateOptions").path("maxConcurrency");
      this.providers = new ProviderReader(folder, new TargetReader(folder.folder(), variables, most.isNumber()
          ? Optional.of(Math.max(1, most.intValue())) : Optional.empty()), findings);
    }

    Suite read() {
      whole();
      Pairing pairing = pairing();
      List<Case> cases = new ArrayList<>();
      Map<String, Set<String>> only = new TreeMap<>();
      cases(pairing, cases, only);
      int repeats = Math.max(1, root.path("evaluateOptions").path("repeat").asInt(1));
      return new Suite(stem(file), pairing.asked(), cases, only, repeats, metrics(cases),
          findings.obstacles(),
          findings.notes());
    }

    private void whole() {
      CANNOT.forEach((name, why) -> {
        if (root.hasNonNull(name) && !root.get(name).isEmpty()) {
          findings.obstacle(name, why);
        }
      });
      if (root.get("evaluateOptions") instanceof ObjectNode options) {
        findings.only("evaluateOptions", options, OPTIONS);
      }
      if (root.hasNonNull("outputPath")) {
        findings.note("outputPath is not written; --json, --html, --markdown and --junit write reports");
      }
    }

    private Pairing pairing() {
      List<PromptReader.Prompt> prompts = root.hasNonNull("prompts")
          ? new PromptReader(folder, variables, findings).read(root.get("prompts"))
          : List.of(PromptReader.Prompt.plain("{{prompt}}"));
      String place = root.hasNonNull("providers") ? "providers" : "targets";
      List<ProviderReader.Provider> all =
          root.hasNonNull(place) ? providers.read(place, root.get(place)) : List.of();
      return new Pairing(prompts, all, providers, findings);
    }

    private void cases(Pairing pairing, List<Case> cases, Map<String, Set<String>> only) {
      ObjectNode usual = usual();
      AssertionReader assertions =
          new AssertionReader(folder, new JudgeReader(folder, providers, judge), findings);
      CaseReader reader = new CaseReader(folder, usual, variables, assertions, findings);
      List<TestReader.Written> tests = new TestReader(folder, findings).read(root);
      if (!reader.usualCan()) {
        return;
      }
      for (int i = 0; i < tests.size(); i++) {
        TestReader.Written test = tests.get(i);
        List<Case> made = reader.read(test, i + 1);
        Optional<Set<String>> wanted = pairing.wanted(test.place(), TestReader.merged(usual, test.test()));
        if (wanted.map(Set::isEmpty).orElse(false)) {
          findings.note(test.place() + " is for nobody, and left out");
        } else if (comparable(test, made, wanted.map(Set::size).orElse(pairing.asked().size()))) {
          cases.addAll(made);
          wanted.ifPresent(some -> made.forEach(each -> only.put(each.id(), some)));
        }
      }
    }

    private boolean comparable(TestReader.Written test, List<Case> made, int systems) {
      if (made.isEmpty()) {
        return true;
      }
      Sheet sheet = Sheet.of(made.getFirst());
      for (Asserted.One rival : sheet.rivals()) {
        if (systems < 2) {
          findings.obstacle(test.place() + ".assert", rival.type() + " compares answers, and the test is for "
              + (systems == 0 ? "no system" : "one system") + "; name at least two prompts or providers");
          return false;
        }
        if (rival.type().equals("max-score") && sheet.all().isEmpty()) {
          findings.obstacle(test.place() + ".assert",
              "max-score adds up what other assertions say, and the test has none");
          return false;
        }
      }
      return true;
    }

    private ObjectNode usual() {
      JsonNode written = root.path("defaultTest");
      JsonNode read =
          written.isString() ? findings.attempt("defaultTest", () -> folder.value(folder.one(written
              .stringValue()))).orElseGet(Json::object) : written;
      return read instanceof ObjectNode usual ? usual : Json.object();
    }

    private static List<String> metrics(List<Case> cases) {
      Set<String> metrics = new TreeSet<>();
      cases.stream().map(Sheet::of).flatMap(sheet -> sheet.all().stream())
          .flatMap(each -> each instanceof Asserted.Together set
              ? Stream.concat(Stream.of(each), set.all().stream()) : Stream.of(each))
          .forEach(
              each -> each.metric().ifPresent(metrics::add));
      return List.copyOf(metrics);
    }
  }
}
