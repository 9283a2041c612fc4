package dev.athanor.cli.view;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Contents;
import dev.athanor.journal.RunHeader;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a run was given. */
public final class InputText {
  private InputText() {}

  /** A question as it was asked, a command as it was typed; other input as JSON. */
  public static String of(JsonNode input) {
    if (input.size() == 1 && input.path("command").isArray()) {
      return input.get("command").isEmpty() ? "athanor proxy" : input.get("command").valueStream().map(
          JsonNode::asString).collect(Collectors.joining(" "));
    }
    if (input.path("question").isString() && input.path("history").isArray()) {
      return input.path("question").asString();
    }
    if (input.path("dataset").path("cases").isArray() && input.path("arms").isArray()) {
      return "evaluation " + input.path("name").asString() + ": " + Wording.count(input.path("dataset").path(
          "cases").size(), "case") + ", "
          + input.path("arms").valueStream().map(arm -> arm.path("name").asString())
              .collect(Collectors.joining(", "));
    }
    if (input.path("run").isString() && input.path("verdict").isString()) {
      return "feedback on " + input.path("run").asString() + ": " + input.path("verdict").asString()
          + (input.path("comment").isString() ? ", " + input.path("comment").asString() : "");
    }
    return input.isString() ? input.asString() : input.toString();
  }

  /** For a list of runs, which must not fail because one of them is damaged. */
  public static String of(RunHeader header, Contents contents) {
    try {
      return of(header.input().value(contents::part));
    } catch (AthanorException e) {
      return "(unreadable: " + e.code() + ")";
    }
  }
}
