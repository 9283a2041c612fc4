package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A case as it is gathered from a record; what a record does not say is guessed at the end. Owned by one thread. */
final class Draft {
  private static final int SHORT = 12;

  private final JsonNode input;
  private Optional<String> id = Optional.empty();
  private Optional<JsonNode> reference = Optional.empty();
  private final List<String> context = new ArrayList<>();
  private final ObjectNode metadata = Json.object();
  private final NavigableSet<String> tags = new TreeSet<>();
  private Optional<String> cluster = Optional.empty();
  private Split split = Split.VALIDATION;

  Draft(JsonNode input) {
    this.input = input;
  }

  Draft id(@Nullable JsonNode value) {
    id = text("id", value);
    return this;
  }

  Draft reference(@Nullable JsonNode value) {
    reference = Optional.ofNullable(value).filter(json -> !json.isNull());
    return this;
  }

  /** A text, or texts, or objects that have one under {@code text} or {@code content}. */
  Draft context(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return this;
    }
    if (value.isArray()) {
      value.forEach(this::context);
    } else if (value.isObject()) {
      JsonNode text = value.has("text") ? value.get("text") : value.path("content");
      context.add(text.isString() ? text.stringValue() : value.toString());
    } else {
      context.add(value.asString());
    }
    return this;
  }

  Draft metadata(@Nullable JsonNode value) {
    if (value instanceof ObjectNode object) {
      metadata.setAll(object);
    }
    return this;
  }

  Draft metadata(String name, @Nullable JsonNode value) {
    if (value != null && !value.isNull()) {
      metadata.set(name, value);
    }
    return this;
  }

  Draft tags(@Nullable JsonNode value) {
    if (value != null && value.isArray()) {
      value.forEach(tag -> text("tags", tag).ifPresent(tags::add));
    } else {
      text("tags", value)
          .ifPresent(all -> Arrays.stream(all.split("[,;]")).map(String::strip).filter(tag -> !tag.isEmpty())
              .forEach(tags::add));
    }
    return this;
  }

  Draft cluster(@Nullable JsonNode value) {
    cluster = text("cluster", value);
    return this;
  }

  Draft split(@Nullable JsonNode value) {
    // LangSmith has a list of splits.
    JsonNode only = value != null && value.isArray() && value.size() == 1 ? value.get(0) : value;
    split = text("split", only).map(Split::named).orElse(Split.VALIDATION);
    return this;
  }

  private static Optional<String> text(String member, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw AthanorException.user("case-form",
          "the " + member + " of a case is " + Json.abbreviate(value.toString(), 60)
              + "; expected text");
    }
    return Optional.of(value.asString().strip()).filter(text -> !text.isEmpty());
  }

  /** The id that the record gives. */
  Optional<String> id() {
    return id;
  }

  /** The case under this id. */
  Case finished(String name) {
    return new Case(name, input, reference, context, metadata, tags, cluster, split);
  }

  /** A name that follows from the content, so that it does not depend on where the record stands. */
  String named() {
    Hash hash = Hash
        .of(Merkle.of(input).hash() + "\n" + reference.map(json -> Merkle.of(json).hash().toString()).orElse(
            ""));
    return hash.hex().substring(0, SHORT);
  }
}
