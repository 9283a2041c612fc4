package dev.athanor.prompt;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.prompt.schema.Violation;
import dev.athanor.prompt.source.PromptFailures;
import java.util.List;

/** A value does not fit the schema that a prompt declares. */
public final class PromptMismatch extends AthanorException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  private PromptMismatch(String code, Category category, String message, List<Violation> violations) {
    super(code, category, false, message);
    this.violations = List.copyOf(violations);
  }

  static PromptMismatch input(String message, List<Violation> violations) {
    return new PromptMismatch(PromptFailures.INPUT, Category.USER, message, violations);
  }

  static PromptMismatch output(String message, List<Violation> violations) {
    return new PromptMismatch(PromptFailures.OUTPUT, Category.PROVIDER, message, violations);
  }

  /** In which ways. */
  public List<Violation> violations() {
    return violations;
  }
}
