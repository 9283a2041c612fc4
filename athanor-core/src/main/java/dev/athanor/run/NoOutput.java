package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;

/** A run was asked for an output that it does not have. */
public final class NoOutput extends AthanorException {
  private static final long serialVersionUID = 1L;

  private NoOutput(String message) {
    super("no-output", Category.USER, true, message);
  }

  static NoOutput because(String reason) {
    return new NoOutput("there is no output: " + reason);
  }
}
