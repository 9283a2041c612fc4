package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.dataset.Case;
import dev.athanor.json.Codec;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that the answer to one case is held against.
 *
 * @param all the assertions, in order
 * @param threshold the score from which on the case passes whatever failed; empty if nothing may fail
 * @param leftOut assertions that the suite has and that can't run here
 * @param compared those that compare it with the answers of other systems; none if empty
 */
public record Sheet(List<Asserted> all, Optional<Double> threshold, List<String> leftOut,
    Optional<List<Asserted.One>> compared) {
  /** As JSON. */
  public static final Codec<Sheet> CODEC = Codec.of(Sheet.class);
  /** The member of a case's metadata that has it. */
  public static final String MEMBER = "assertions";

  /** Copies. */
  public Sheet {
    all = List.copyOf(all);
    leftOut = List.copyOf(leftOut);
    compared = compared.filter(each -> !each.isEmpty()).map(List::copyOf);
  }

  /** Those that compare it with the answers of other systems, in the order in which they decide. */
  public List<Asserted.One> rivals() {
    return compared.map(RivalTypes::counting).orElse(List.of());
  }

  /** Of a case; nothing asserted if it has none. */
  public static Sheet of(Case given) {
    return given.metadata().get(MEMBER) instanceof ObjectNode sheet ? CODEC.decode(sheet)
        : new Sheet(List.of(), Optional.empty(), List.of(), Optional.empty());
  }
}
