package dev.athanor.promptfoo.suite;

import dev.athanor.json.Json;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Reads an assertion of one line, as tables have it: {@code contains: Paris}, {@code similar(0.8): ...}, or the text that is right. */
final class Expected {
  private static final Pattern FORM =
      Pattern.compile("(not-)?([a-z]+(?:[-:][a-z0-9]+)*?)(?:\\((\\d+(?:\\.\\d+)?)\\))?(?::(.*))?",
          Pattern.DOTALL);
  private static final Set<String> OTHERS =
      Set.of("javascript", "python", "ruby", "webhook", "similar", "classifier",
          "moderation", "perplexity", "perplexity-score", "meteor", "is-sql", "contains-sql", "is-xml",
          "contains-xml",
          "is-html", "contains-html", "guardrails", "pi", "finish-reason", "is-valid-openai-tools-call",
          "is-valid-openai-function-call", "is-valid-function-call", "tool-call-f1");
  private static final Set<String> SCORED = Set.of("answer-relevance", "classifier", "context-faithfulness",
      "context-recall", "context-relevance", "cost", "latency", "levenshtein", "perplexity-score",
      "perplexity",
      "rouge-n", "similar", "starts-with");
  private static final double USUAL = 0.75;
  private static final double SIMILAR = 0.8;

  private Expected() {}

  static ObjectNode read(String text) {
    for (String word : new String[]{"fn:", "eval:"}) {
      if (text.startsWith(word)) {
        return Json.object().put("type", "javascript").put("value", text.substring(word.length()).strip());
      }
    }
    if (SuiteFolder.names(text)) {
      boolean python = text.endsWith(".py") || text.contains(".py:");
      return Json.object()
          .put("type", python ? "python" : text.matches(".*\\.[cm]?[jt]s(:.*)?") ? "javascript"
              : "equals")
          .put("value", text);
    }
    if (text.startsWith("grade:")) {
      return Json.object().put("type", "llm-rubric").put("value", text.substring("grade:".length()));
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !known(form.group(2))) {
      return Json.object().put("type", "equals").put("value", text);
    }
    return assertion(form);
  }

  private static boolean known(String type) {
    return dev.athanor.promptfoo.assertion.AssertionTypes.runnable().contains(type) || OTHERS.contains(type);
  }

  private static ObjectNode assertion(Matcher form) {
    String type = form.group(2);
    ObjectNode assertion = Json.object().put("type", (form.group(1) == null ? "" : "not-") + type);
    if (form.group(4) != null) {
      assertion.put("value", form.group(4).strip());
    }
    if (SCORED.contains(type)) {
      assertion.put("threshold", form.group(3) != null ? Double.parseDouble(form.group(3))
          : type.equals("similar") ? SIMILAR : USUAL);
    }
    return assertion;
  }
}
