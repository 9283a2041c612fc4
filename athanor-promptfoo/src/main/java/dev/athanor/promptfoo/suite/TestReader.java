package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the tests of a suite, wherever they are written, and gives them what {@code defaultTest} and scenarios say.
 *
 * @param folder of the suite
 */
record TestReader(SuiteFolder folder, Findings findings) {
  /**
   * A test.
   *
   * @param place where it is written
   */
  record Written(String place, ObjectNode test) {}

  List<Written> read(ObjectNode root) {
    List<Written> tests =
        new ArrayList<>(root.hasNonNull("tests") ? tests("tests", root.get("tests")) : List.of());
    JsonNode scenarios = root.path("scenarios");
    for (int i = 0; i < scenarios.size(); i++) {
      String place = "scenarios[" + i + "]";
      JsonNode scenario = scenarios.get(i);
      findings.attempt(place, () -> scenario(place, file(scenario))).ifPresent(tests::addAll);
    }
    return tests.isEmpty() && !root.hasNonNull("scenarios") && !root.hasNonNull("tests")
        ? List.of(new Written("the suite", Json.object()))
        : tests;
  }

  private JsonNode file(JsonNode value) {
    return value.isString() && SuiteFolder.names(value.stringValue())
        ? folder.value(folder.one(value.stringValue()))
        : value;
  }

  private List<Written> tests(String place, JsonNode written) {
    List<Written> all = new ArrayList<>();
    List<JsonNode> items = written.isArray() ? written.valueStream().toList() : List.of(written);
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String here = written.isArray() ? place + "[" + i + "]" : place;
      if (item.isString()) {
        findings.attempt(here, () -> files(item.stringValue())).ifPresent(all::addAll);
      } else if (item instanceof ObjectNode test && !test.has("path")) {
        all.add(new Written(here, test));
      } else {
        findings.obstacle(here, "this is no test: " + Json.abbreviate(item.toString(), 80));
      }
    }
    return all;
  }

  private List<Written> files(String reference) {
    if (reference.matches("(https?|huggingface|sheets?|az|s3)://.*|package:.*")) {
      throw AthanorException.user("suite-tests", "tests are fetched from " + reference
          + "; save them in a file and name that");
    }
    List<Written> all = new ArrayList<>();
    for (Path file : folder.find(reference)) {
      if (SuiteFolder.end(file).equals("csv")) {
        List<ObjectNode> rows = TestTable.read(file.toString(), folder.text(file));
        for (int i = 0; i < rows.size(); i++) {
          all.add(new Written(file.getFileName() + ", row " + (i + 1), rows.get(i)));
        }
      } else {
        JsonNode value = folder.value(file);
        if (!value.isContainer()) {
          throw AthanorException.user("suite-tests",
              file + " has no tests; expected .yaml, .json, .jsonl or .csv");
        }
        all.addAll(tests(file.getFileName().toString(), References.resolved(value)));
      }
    }
    return all;
  }

  /** Each item of {@code config} with each test: the test's own goes before the item's. */
  private List<Written> scenario(String place, JsonNode scenario) {
    List<Written> all = new ArrayList<>();
    JsonNode configs = listed(scenario.path("config"));
    List<Written> tests = scenario.hasNonNull("tests") ? tests(place + ".tests", scenario.get("tests"))
        : List.of(new Written(place, Json.object()));
    for (int i = 0; i < configs.size(); i++) {
      ObjectNode config = object(configs.get(i), "config[" + i + "]");
      for (Written each : tests) {
        ArrayNode assertions = Json.MAPPER.createArrayNode();
        config.path("assert").forEach(assertions::add);
        each.test().path("assert").forEach(assertions::add);
        ObjectNode merged = merged(config, each.test());
        merged.set("assert", assertions);
        all.add(new Written(each.place() + " with config[" + i + "]", merged));
      }
    }
    return all;
  }

  private static ObjectNode object(JsonNode item, String name) {
    if (item.isMissingNode() || item.isNull()) {
      return Json.object();
    }
    if (item instanceof ObjectNode members) {
      return members;
    }
    throw AthanorException.user("suite-tests", name + " is " + Json.abbreviate(item.toString(), 60)
        + "; expected members of a test, such as vars");
  }

  private JsonNode listed(JsonNode value) {
    JsonNode read = file(value);
    return read.isArray() ? read : Json.MAPPER.createArrayNode().add(read);
  }

  /** The members of both, those of the second before those of the first; values, options and metadata member by member. */
  static ObjectNode merged(ObjectNode first, ObjectNode second) {
    ObjectNode merged = first.deepCopy();
    merged.setAll(second);
    for (String part : List.of("vars", "options", "metadata")) {
      if (first.get(part) instanceof ObjectNode before && second.get(part) instanceof ObjectNode after) {
        ObjectNode both = before.deepCopy();
        both.setAll(after);
        merged.set(part, both);
      }
    }
    return merged;
  }
}
