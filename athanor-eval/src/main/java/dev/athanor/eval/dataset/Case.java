package dev.athanor.eval.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing to ask a system, and what is known of the right answer.
 *
 * @param id by which people and reports name it; no two of a dataset share one
 * @param input what the system is given: text, or JSON as the system takes it
 * @param reference the right answer, or several that are right as an array; empty if nobody knows
 * @param context passages that an answer may or should stand on, for scorers that ask for them
 * @param metadata anything else by name, to filter and slice by
 * @param tags to filter and slice by
 * @param cluster what it shares with other cases, such as the document that they ask about: cases of one cluster are not independent
 * @param split what it may be used for
 */
public record Case(String id, JsonNode input, Optional<JsonNode> reference, List<String> context,
    ObjectNode metadata, SortedSet<String> tags, Optional<String> cluster, Split split) {
  /** As JSON. */
  public static final Codec<Case> CODEC = Codec.of(Case.class);

  /** Checks and copies; a reference that is missing in JSON is none. */
  public Case {
    Objects.requireNonNull(input);
    Objects.requireNonNull(metadata);
    Objects.requireNonNull(split);
    if (id.isBlank()) {
      throw AthanorException.user("case-id", "a case has an empty id; give each case a name of its own");
    }
    reference = reference.filter(json -> !json.isNull());
    context = List.copyOf(context);
    tags = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(tags));
  }

  /** The same with other metadata. */
  public Case with(ObjectNode other) {
    return new Case(id, input, reference, context, other, tags, cluster, split);
  }

  /** The same with this as the right answer. */
  public Case answered(JsonNode right) {
    return new Case(id, input, Optional.of(right), context, metadata, tags, cluster, split);
  }

  /** The same with another use. */
  public Case in(Split other) {
    return new Case(id, input, reference, context, metadata, tags, cluster, other);
  }

  /** The same in the cluster that this value names; as it is if it names none. */
  public Case within(JsonNode named) {
    if (!named.isMissingNode() && !named.isValueNode()) {
      throw AthanorException.user("case-cluster", "case \"" + id + "\" is to be in the cluster "
          + Json.abbreviate(named.toString(), 60) + "; expected text or a number");
    }
    return named.isMissingNode() || named.isNull() ? this
        : new Case(id, input, reference, context, metadata, tags, Optional.of(named.asString()), split);
  }

  /** Known by its content. */
  @JsonIgnore
  public Hash hash() {
    return Merkle.of(CODEC.encode(this)).hash();
  }

  /** What is counted as one independent observation: the cluster, by default the case. */
  @JsonIgnore
  public String unit() {
    return cluster.orElse(id);
  }
}
