package dev.athanor.document.source;

import dev.athanor.error.AthanorException;

/** The name of a source within a project, such as {@code docs}. */
public record SourceId(String value) {

  /** Checks that there is a name. */
  public SourceId {
    if (value.isBlank()) {
      throw AthanorException.user("source-name",
          "A source needs a name such as \"docs\", but its name is blank. Name it in athanor.yaml.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
