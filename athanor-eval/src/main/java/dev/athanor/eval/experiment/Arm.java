package dev.athanor.eval.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.athanor.error.AthanorException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One of the systems that an experiment compares. What it is pinned to stands in the experiment's manifest under {@code arms.NAME}.
 *
 * @param name by which reports and gates name it
 * @param kind of {@link Subject}
 * @param written how its prompt is written, where a system is measured in several formattings of it
 */
public record Arm(String name, String kind, Optional<Written> written) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

  /**
   * One of several ways to write a system's prompt.
   *
   * @param system whose
   * @param text how its fields are written
   */
  public record Written(String system, String text) {}

  /** One of its own. */
  public Arm(String name, String kind) {
    this(name, kind, Optional.empty());
  }

  /** Checks. */
  public Arm {
    if (!NAME.matcher(name).matches()) {
      throw AthanorException.user("arm-name", "\"" + name
          + "\" can't name an arm of an experiment: expected 1 to 80 letters, digits, '_' or '-'");
    }
  }

  /** Whether it is shown beside the others and compared with none: what was answered when it was asked. */
  @JsonIgnore
  public boolean observed() {
    return kind.equals(Observed.KIND);
  }

  /** The part of the experiment's manifest that its trials are pinned to. */
  public String pins() {
    return Experiment.ARMS + "." + name;
  }
}
