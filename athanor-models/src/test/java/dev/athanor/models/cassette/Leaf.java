package dev.athanor.models.cassette;

import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A value in a tree that has no members and no items.
 *
 * @param path names and positions, each after a slash
 * @param value which
 */
record Leaf(String path, JsonNode value) {
  /** All of them but those that say nothing: null, and what is empty. */
  static List<Leaf> of(String path, JsonNode tree) {
    List<Leaf> leaves = new ArrayList<>();
    if (tree.isMissingNode()) {
      return leaves;
    }
    // As records are written: 1.0 is 1 there.
    collect(path, Json.parse(CanonicalJson.text(tree)), leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, List<Leaf> leaves) {
    if (node.isObject()) {
      node.forEachEntry((name, value) -> collect(path + "/" + name, value, leaves));
    } else if (node.isArray()) {
      for (int item = 0; item < node.size(); item++) {
        collect(path + "/" + item, node.get(item), leaves);
      }
    } else if (!node.isNull()) {
      leaves.add(new Leaf(path, node));
    }
  }
}
