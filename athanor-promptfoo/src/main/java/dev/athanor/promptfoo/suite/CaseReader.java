package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted;
import dev.athanor.promptfoo.assertion.Sheet;
import dev.athanor.promptfoo.provider.PromptSubject;
import dev.athanor.promptfoo.provider.PromptSubject.Member;
import dev.athanor.promptfoo.provider.Rendering;
import dev.athanor.promptfoo.template.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes cases of tests: one for each combination of the values that a test lists.
 *
 * @param folder of the suite
 * @param usual what {@code defaultTest} says
 */
record CaseReader(SuiteFolder folder, ObjectNode usual, Map<String, String> environment,
    AssertionReader assertions,
    Findings findings) {
  private static final Set<String> KNOWN =
      Set.of("description", "vars", "assert", "options", "threshold", "metadata",
          "providerOutput", "providers", "prompts");
  private static final Set<String> OPTIONS = Set.of("prefix", "suffix", "provider", "rubricPrompt",
      "disableVarExpansion", "disableDefaultAsserts", "runSerially", "disableConversationVar");

  /** Whether {@code defaultTest} asks for nothing that can't be done, which would be so for all tests. */
  boolean usualCan() {
    boolean known = findings.only("defaultTest", usual, KNOWN);
    return findings.only("defaultTest.options", options(usual), OPTIONS) && known;
  }

  private static ObjectNode options(ObjectNode test) {
    return test.get("options") instanceof ObjectNode options ? options : Json.object();
  }

  /** The cases of a test. */
  List<Case> read(TestReader.Written written, int number) {
    ObjectNode own = written.test();
    boolean known = findings.only(written.place(), own, KNOWN);
    if (!findings.only(written.place() + ".options", options(own), OPTIONS) || !known) {
      return List.of();
    }
    ObjectNode test = TestReader.merged(usual, own);
    return findings.attempt(written.place() + ".vars", () -> combinations(test)).map(all -> {
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        String id = "test-" + number + (all.size() == 1 ? "" : "-" + (i + 1));
        cases.add(made(id, written, test, all.get(i)));
      }
      return cases;
    }).orElse(List.of());
  }

  private Case made(String id, TestReader.Written written, ObjectNode test, ObjectNode values) {
    ObjectNode filled = Rendering.values(values);
    ObjectNode options = options(test);
    List<Asserted> all = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    List<Asserted.One> compared = new ArrayList<>();
    if (!options.path("disableDefaultAsserts").asBoolean(false)) {
      AssertionReader.Read read =
          assertions.read("defaultTest.assert", usual.path("assert"), filled, options);
      all.addAll(read.all());
      leftOut.addAll(read.leftOut());
      compared.addAll(read.compared());
    }
    AssertionReader.Read read =
        assertions.read(written.place() + ".assert", written.test().path("assert"), filled,
            options);
    all.addAll(read.all());
    leftOut.addAll(read.leftOut());
    compared.addAll(read.compared());
    JsonNode threshold = test.path("threshold");
    Sheet sheet =
        new Sheet(all, threshold.isNumber() ? Optional.of(threshold.doubleValue()) : Optional.empty(),
            leftOut, Optional.of(compared));
    return new Case(id, values, Optional.empty(), List.of(), metadata(test, options, sheet), new TreeSet<>(),
        Optional
            .empty(),
        Split.VALIDATION);
  }

  private static ObjectNode metadata(ObjectNode test, ObjectNode options, Sheet sheet) {
    ObjectNode metadata = test.get("metadata") instanceof ObjectNode given ? given.deepCopy() : Json.object();
    if (test.path("description").isString()) {
      metadata.set("description", test.get("description"));
    }
    for (Member member : List.of(Member.PREFIX, Member.SUFFIX)) {
      if (options.path(member.word()).isString()) {
        metadata.set(member.word(), options.get(member.word()));
      }
    }
    if (test.hasNonNull("providerOutput")) {
      JsonNode output = test.get("providerOutput");
      metadata.set(Member.OUTPUT.word(), output.isString() ? output : PromptSubject.known(output));
    }
    metadata.set(Sheet.MEMBER, Sheet.CODEC.encode(sheet));
    return metadata;
  }

  private List<ObjectNode> combinations(ObjectNode test) {
    ObjectNode values = values(test.path("vars"));
    boolean whole = options(test).path("disableVarExpansion").asBoolean(false);
    List<ObjectNode> all = new ArrayList<>(List.of(Json.object()));
    for (Map.Entry<String, JsonNode> each : values.properties()) {
      List<JsonNode> choices = whole ? List.of(loaded(each.getValue())) : choices(each.getValue());
      List<ObjectNode> more = new ArrayList<>();
      for (ObjectNode before : all) {
        for (JsonNode choice : choices) {
          ObjectNode combined = before.deepCopy();
          combined.set(each.getKey(), choice);
          more.add(combined);
        }
      }
      all = more;
    }
    return all;
  }

  private ObjectNode values(JsonNode written) {
    JsonNode read = written.isString() ? folder.value(folder.one(written.stringValue())) : written;
    if (read.isMissingNode() || read.isNull()) {
      return Json.object();
    }
    if (References.withEnvironment(read, environment) instanceof ObjectNode values) {
      return values;
    }
    throw AthanorException.user("suite-vars", "vars is " + Json.abbreviate(written.toString(), 80)
        + "; expected values by name, or a file that has them");
  }

  /** A list of texts stands for each of them; a pattern of files for each file. */
  private List<JsonNode> choices(JsonNode value) {
    if (value instanceof ArrayNode list) {
      return list.path(0).isString() ? list.valueStream().map(this::loaded).toList() : List.of(value);
    }
    if (value.isString() && SuiteFolder.names(value.stringValue())) {
      return folder.find(value.stringValue()).stream().map(this::content).toList();
    }
    return List.of(value);
  }

  private JsonNode loaded(JsonNode value) {
    return value.isString() && SuiteFolder.names(value.stringValue())
        ? content(folder.one(value.stringValue())) : value;
  }

  private JsonNode content(java.nio.file.Path file) {
    boolean yaml = Set.of("yaml", "yml").contains(SuiteFolder.end(file));
    return Script.of(yaml ? Script.json(folder.value(file)) : folder.text(file).strip());
  }
}
