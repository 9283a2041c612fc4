package dev.athanor.cli.view;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Contents;
import dev.athanor.journal.RunHeader;
import tools.jackson.databind.JsonNode;

/** What a run was given. */
public final class InputText {
  private InputText() {}

  /** A question as it was asked; other input as JSON. */
  public static String of(JsonNode input) {
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
