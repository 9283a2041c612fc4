package dev.athanor.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.athanor.error.AthanorException;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * In whose names a question is asked: a person's own, those of the groups and roles that the person has. Everyone is always
 * among them.
 *
 * @param names sorted
 */
public record Principals(@JsonValue Set<String> names) {
  /** The principal that everybody is. */
  public static final String EVERYONE = "everyone";
  private static final String OPERATOR_NAME = "*";

  /** Somebody of whom nothing is known. */
  public static final Principals ANYBODY = new Principals(Set.of());
  /** Whoever keeps the index: sees every document, since it could read the files as well. Never answers for somebody. */
  public static final Principals OPERATOR = new Principals(Set.of(OPERATOR_NAME));

  /** Copies, and adds everyone. */
  @JsonCreator
  public Principals {
    Set<String> all = new TreeSet<>(names);
    all.add(EVERYONE);
    names = Collections.unmodifiableSet(all);
  }

  /**
   * Somebody with these names.
   *
   * @throws AthanorException {@code principal} when a name is blank or stands for the operator
   */
  public static Principals of(Collection<String> names) {
    for (String name : names) {
      if (name.isBlank() || name.equals(OPERATOR_NAME)) {
        throw AthanorException.user("principal", "\"" + name
            + "\" is no name of a person, group or role; expected one such as \"anna\" or \"hr\"");
      }
    }
    return new Principals(Set.copyOf(names));
  }

  /** Whether nothing is hidden from this one. */
  public boolean isOperator() {
    return names.contains(OPERATOR_NAME);
  }
}
