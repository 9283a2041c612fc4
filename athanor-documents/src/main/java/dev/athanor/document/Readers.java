package dev.athanor.document;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may read a document: any principal (a person, a group, a role) that is named here. What nobody is named for, nobody
 * but the operator finds.
 *
 * @param principals their names, sorted; {@link Principals#EVERYONE} stands for all there are
 */
public record Readers(Set<String> principals) {
  /** Anybody may. */
  public static final Readers EVERYONE = new Readers(Set.of(Principals.EVERYONE));

  /** Copies. */
  public Readers {
    principals = Collections.unmodifiableSet(new TreeSet<>(principals));
  }

  /** Those of these whom the others admit too. */
  public Readers and(Readers others) {
    if (others.principals.contains(Principals.EVERYONE)) {
      return this;
    }
    if (principals.contains(Principals.EVERYONE)) {
      return others;
    }
    Set<String> both = new TreeSet<>(principals);
    both.retainAll(others.principals);
    return new Readers(both);
  }

  /** Whether one who asks in these names may read it. */
  public boolean admit(Principals asking) {
    return asking.isOperator() || principals.stream().anyMatch(asking.names()::contains);
  }
}
