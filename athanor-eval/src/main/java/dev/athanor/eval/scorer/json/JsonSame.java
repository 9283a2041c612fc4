package dev.athanor.eval.scorer.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Whether two values mean the same: members of objects in any order, 1 and 1.0 the same number.
 *
 * @param anyOrder whether elements of arrays may stand in another order
 */
public record JsonSame(boolean anyOrder) {
  /** Whether they do. */
  public boolean test(JsonNode said, JsonNode right) {
    return difference("$", said, right).isEmpty();
  }

  /** The first place where they differ, in a sentence; empty if they do not. */
  public Optional<String> difference(String path, JsonNode said, JsonNode right) {
    if (said.isObject() && right.isObject()) {
      return ofObjects(path, said, right);
    }
    if (said.isArray() && right.isArray()) {
      return ofArrays(path, said, right);
    }
    boolean same =
        (said.isNumber() && right.isNumber())
            ? said.decimalValue().compareTo(right.decimalValue()) == 0
            : said.equals(right);
    return same ? Optional.empty() : Optional.of(path + " is " + said + ", expected " + right);
  }

  private Optional<String> ofObjects(String path, JsonNode said, JsonNode right) {
    var names = new TreeSet<>(said.propertyNames());
    names.addAll(right.propertyNames());
    for (String name : names) {
      if (!said.has(name)) {
        return Optional.of(path + "." + name + " is missing, expected " + right.path(name));
      }
      if (!right.has(name)) {
        return Optional.of(path + "." + name + " is " + said.path(name) + ", expected none");
      }
      Optional<String> inside = difference(path + "." + name, said.path(name), right.path(name));
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofArrays(String path, JsonNode said, JsonNode right) {
    if (said.size() != right.size()) {
      return Optional.of(path + " has " + said.size() + " elements, expected " + right.size());
    }
    if (anyOrder) {
      return inAnyOrder(path, said, right);
    }
    for (int i = 0; i < said.size(); i++) {
      Optional<String> inside = difference(path + "[" + i + "]", said.path(i), right.path(i));
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private Optional<String> inAnyOrder(String path, JsonNode said, JsonNode right) {
    List<JsonNode> left = new ArrayList<>(said.valueStream().toList());
    for (JsonNode wanted : right.values()) {
      Optional<JsonNode> found = left.stream().filter(each -> test(each, wanted)).findFirst();
      if (found.isEmpty()) {
        return Optional.of(path + " lacks " + wanted);
      }
      left.remove(found.get());
    }
    return Optional.empty();
  }
}
