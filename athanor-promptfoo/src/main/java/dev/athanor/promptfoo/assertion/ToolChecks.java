package dev.athanor.promptfoo.assertion;

import com.networknt.schema.SchemaException;
import dev.athanor.eval.scorer.Generation;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.template.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Assertions about the tools and functions that an answer wants to be called. */
final class ToolChecks {
  private static final Pattern OUTSIDE =
      Pattern.compile("MCP Tool (Result|Error) \\(([^)]+)\\):");

  private ToolChecks() {}

  /** Each call is of a tool that the model was offered, with arguments as its schema wants them. */
  static Check validTools(One assertion) {
    return (sample, _) -> {
      Matcher outside = OUTSIDE.matcher(sample.output().text());
      if (outside.find()) {
        boolean failed = sample.output().text().contains("MCP Tool Error");
        return given(!failed, failed ? "the tool " + outside.group(2) + " failed" : "the tool "
            + outside.group(2) + " was called");
      }
      JsonNode said = said(sample);
      JsonNode calls = said.has("tool_calls") ? said.get("tool_calls") : said;
      boolean looks = calls.isArray() && !calls.isEmpty()
          && calls.valueStream().allMatch(call -> call.at("/function/name").isString()
              && call.at("/function/arguments").isString());
      if (!looks) {
        return given(false, "the answer has no calls of tools");
      }
      List<JsonNode> tools = offered(sample, "tools").filter(tool -> tool.path("type").asString("").equals(
          "function")).map(tool -> tool.path("function")).toList();
      return wrong(calls.valueStream().map(call -> call.get("function")), tools);
    };
  }

  /** The call is of a function that the model was offered, with arguments as its schema wants them. */
  static Check validFunction(One assertion) {
    return (sample, _) -> {
      JsonNode said = said(sample);
      JsonNode call = said.has("function_call") ? said.get("function_call") : said;
      if (!call.path("name").isString() || !call.path("arguments").isString()) {
        return given(false, "the answer is no call of a function");
      }
      return wrong(Stream.of(call), offered(sample, "functions").toList());
    };
  }

  /** How well the names of the tools that are called agree with those that should be, whatever their order. */
  static Check agreement(One assertion) {
    JsonNode value = assertion.value().orElseThrow(() -> Values.wrong(assertion, "names of tools"));
    Stream<String> names = value.isArray() ? value.valueStream().map(Script::text)
        : Arrays.stream(Values.text(assertion).split(",", -1));
    Set<String> expected = new TreeSet<>(names.map(String::strip).filter(each -> !each.isEmpty()).toList());
    if (expected.isEmpty()) {
      throw Values.wrong(assertion, "at least one name of a tool");
    }
    double threshold = assertion.threshold().orElse(1.0);
    return (sample, _) -> {
      Set<String> called = CalledTools.of(sample.output());
      long both = expected.stream().filter(called::contains).count();
      double f1 = both == 0 ? 0 : 2.0 * both / (expected.size() + called.size());
      return new Verdict.Given(f1 >= threshold != assertion.inverse(), f1, String.format(Locale.ROOT,
          "F1 is %.3f, threshold %s: expected %s, called %s", f1, threshold, expected, called));
    };
  }

  /** These two know no not-, as in promptfoo. */
  private static Verdict.Given given(boolean passed, String reason) {
    return new Verdict.Given(passed, passed ? 1 : 0, reason);
  }

  private static JsonNode said(Sample sample) {
    return sample.output().value().orElseGet(Json::object);
  }

  private static Stream<JsonNode> offered(Sample sample, String kind) {
    return sample.output().generation().flatMap(Generation::offered).map(all -> all.path(kind).valueStream())
        .orElseGet(Stream::empty);
  }

  private static Verdict.Given wrong(Stream<JsonNode> calls, List<JsonNode> offered) {
    return calls.map(call -> wrong(call, offered)).flatMap(Optional::stream).findFirst()
        .map(reason -> given(false, reason)).orElseGet(() -> given(true, "the calls are valid"));
  }

  private static Optional<String> wrong(JsonNode call, List<JsonNode> offered) {
    String name = call.path("name").asString("");
    Optional<JsonNode> schema =
        offered.stream().filter(each -> each.path("name").asString("").equals(name)).findFirst()
            .map(each -> each.path("parameters"));
    if (schema.filter(ObjectNode.class::isInstance).isEmpty()) {
      return Optional.of("called \"" + name + "\", and there is no function with that name and parameters");
    }
    Optional<JsonNode> arguments = JsonChecks.parsed(call.path("arguments").asString(""));
    if (arguments.isEmpty()) {
      return Optional.of("the arguments of " + name + " are no JSON: "
          + Json.abbreviate(call.path("arguments").asString(""), 80));
    }
    try {
      List<String> errors = JsonChecks.errors(schema.get(), arguments.get());
      return errors.isEmpty() ? Optional.empty()
          : Optional.of("the call of " + name + " does not fit its schema: " + String.join("; ", errors));
    } catch (SchemaException e) {
      return Optional.of("the parameters of " + name + " are no JSON Schema: " + e.getMessage());
    }
  }
}
