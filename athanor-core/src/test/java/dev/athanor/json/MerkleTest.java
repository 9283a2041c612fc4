package dev.athanor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class MerkleTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int VALUES = 2_000;

  @Test
  void whatWasCutIsPutTogetherAgain() {
    RandomJson values = new RandomJson(1);
    for (int i = 0; i < VALUES; i++) {
      JsonNode value = values.next();
      Merkle merkle = Merkle.of(value);
      assertThat(CanonicalJson.text(merkle.join())).as("value %d of seed 1", i)
          .isEqualTo(CanonicalJson.text(value));
      assertThat(merkle.hash()).isEqualTo(Hash.of(merkle.root()));
      assertThat(merkle.parts())
          .allSatisfy(part -> assertThat(part.hash()).isEqualTo(Hash.of(part.content())));
    }
  }

  @Test
  void equalValuesHaveEqualHashesAndDifferentOnesDifferentHashes() {
    Map<String, Hash> hashes = new HashMap<>();
    Set<Hash> different = new HashSet<>();
    RandomJson values = new RandomJson(2);
    for (int i = 0; i < VALUES; i++) {
      JsonNode value = values.next();
      String canonical = CanonicalJson.text(value);
      Hash hash = Merkle.of(value).hash();
      Hash known = hashes.putIfAbsent(canonical, hash);
      assertThat(hash).as("value %d of seed 2", i).isEqualTo(known == null ? hash : known);
      assertThat(Merkle.of(shuffled(value)).hash()).isEqualTo(hash);
      assertThat(Merkle.of(Merkle.of(value).join()).hash()).as("recorded again, value %d of seed 2", i)
          .isEqualTo(
              hash);
      different.add(hash);
    }
    assertThat(different).hasSameSizeAs(hashes.keySet());
  }

  /** The same value with its members in another order. */
  private static JsonNode shuffled(JsonNode value) {
    if (value instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      array.forEach(each -> copy.add(shuffled(each)));
      return copy;
    } else if (value instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
      ObjectNode copy = NODES.objectNode();
      members.reversed().forEach(member -> copy.set(member.getKey(), shuffled(member.getValue())));
      return copy;
    }
    return value;
  }

  @Test
  void whatTwoValuesShareIsOnePart() {
    ObjectNode system = Json.object().put("role", "system").put("content", "x".repeat(2_000));
    ObjectNode user = Json.object().put("role", "user").put("content", "y".repeat(300));
    Merkle first = Merkle.of(Json.object().set("messages", NODES.arrayNode().add(system)));
    Merkle second = Merkle.of(Json.object().set("messages", NODES.arrayNode().add(system).add(user)));
    assertThat(second.parts()).extracting(Merkle.Part::hash)
        .containsAll(first.parts().stream().map(Merkle.Part::hash)
            .toList());
    assertThat(second.parts()).hasSize(first.parts().size() + 1);
    assertThat(second.root().length).isLessThan(300);
  }

  @Test
  void anArrayThatGrowsIsNotWrittenAgainFromItsBeginning() {
    ArrayNode messages = NODES.arrayNode();
    Map<Hash, Integer> stored = new HashMap<>();
    long whole = 0;
    for (int i = 0; i < 200; i++) {
      messages.add(
          Json.object().put("role", i % 2 == 0 ? "user" : "assistant").put("content", "message " + i + " "
              .repeat(400)));
      Merkle merkle = Merkle.of(Json.object().set("messages", messages));
      assertThat(merkle.join().get("messages")).hasSize(i + 1).isEqualTo(messages);
      assertThat(merkle.root().length).isLessThan(1_000);
      merkle.parts().forEach(part -> stored.put(part.hash(), part.content().length));
      whole += CanonicalJson.bytes(messages).length;
    }
    // Each of 200 messages once, and for each of them a few references of 77 bytes.
    assertThat(stored.values().stream().mapToInt(Integer::intValue).sum()).isLessThan(200 * (450 + 10 * 80))
        .isLessThan((int) (whole / 30));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 15, 16, 17, 63, 64, 65, 300})
  void arraysOfAnyLengthAreCutAndJoined(int length) {
    for (int size : List.of(1, 70, 300)) {
      ArrayNode array = NODES.arrayNode();
      for (int i = 0; i < length; i++) {
        array.add(i + "x".repeat(size));
      }
      JsonNode value = NODES.arrayNode().add(array).add(array);
      Merkle merkle = Merkle.of(value);
      assertThat(merkle.join()).isEqualTo(value);
      Set<Hash> parts = new HashSet<>();
      visitAll(merkle, merkle.root(), parts, new HashSet<>());
      assertThat(parts).isEqualTo(new HashSet<>(merkle.parts().stream().map(Merkle.Part::hash).toList()));
    }
  }

  @Test
  void noDataIsTakenForAReference() {
    Hash hash = Hash.of("anything");
    for (String text : List.of("{\"$part\":\"" + hash + "\"}", "{\"$$part\":\"" + hash + "\"}",
        "{\"$part\":1}", "[{\"$items\":\"" + hash + "\"},2,3,4,5]",
        "{\"$payload\":1}", "{\"$payload\":\"short\"}", "{\"$\":{\"$$\":{\"$$$\":[{\"$part\":null}]}}}",
        "{\"$payload\":{}}",
        "{\"$payload\":\"" + hash.hex().toUpperCase(java.util.Locale.ROOT) + "\"}")) {
      JsonNode value = Json.parse(text);
      Merkle merkle = Merkle.of(value);
      assertThat(merkle.join()).isEqualTo(value);
      assertThat(merkle.payloads()).isEmpty();
      Merkle.visit(Json.parse(merkle.root()), part -> {
        throw new AssertionError("taken for a part: " + part);
      }, payload -> {
        throw new AssertionError("taken for a file: " + payload);
      });
    }
  }

  @Test
  void filesAreNamedWhereverTheyStand() {
    Hash one = Hash.of("one");
    Hash two = Hash.of("two");
    JsonNode value =
        Json.parse("{\"a\":[{\"$payload\":\"" + one + "\",\"size\":1,\"mediaType\":\"x/y\",\"note\":\""
            + "n".repeat(3_000) + "\"}],\"b\":{\"c\":{\"$payload\":\"" + two + "\",\"$x\":{\"d\":\""
            + "e".repeat(600)
            + "\"}}}}");
    Merkle merkle = Merkle.of(value);
    assertThat(merkle.payloads()).containsExactlyInAnyOrder(one, two);
    assertThat(merkle.join()).isEqualTo(value);
    Set<Hash> parts = new HashSet<>();
    Set<String> files = new HashSet<>();
    visitAll(merkle, merkle.root(), parts, files);
    assertThat(parts).hasSize(merkle.parts().size());
    assertThat(files).containsExactlyInAnyOrder(one.hex(), two.hex());
  }

  private static void visitAll(Merkle merkle, byte[] part, Set<Hash> parts, Set<String> files) {
    Merkle.visit(Json.parse(part), hash -> {
      parts.add(hash);
      visitAll(merkle,
          merkle.parts().stream().filter(each -> each.hash().equals(hash)).findFirst().orElseThrow()
              .content(),
          parts, files);
    }, payload -> files.add(payload.get("$payload").asString()));
  }

  @Test
  void aMissingPartIsNamed() {
    Merkle merkle =
        Merkle.of(Json.object().set("a", NODES.arrayNode().add("x".repeat(1_000)).add("y".repeat(2_000))));
    Merkle without = new Merkle(merkle.hash(), merkle.root(), List.of(), Set.of());
    assertThatThrownBy(without::join).isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code())
        .isEqualTo("part-missing"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, CanonicalJson.DEEPEST})
  void deepValuesAreCutAndJoined(int depth) {
    for (boolean arrays : List.of(true, false)) {
      JsonNode value = deep(depth, arrays);
      assertThat(CanonicalJson.text(Merkle.of(value).join())).isEqualTo(CanonicalJson.text(value));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {CanonicalJson.DEEPEST + 1, 10_000, 100_000})
  void whatIsTooDeepIsRefusedInWords(int depth) {
    for (boolean arrays : List.of(true, false)) {
      JsonNode value = deep(depth, arrays);
      assertThatThrownBy(() -> Merkle.of(value)).isInstanceOfSatisfying(AthanorException.class,
          e -> assertThat(e
              .code()).isEqualTo("json-depth"));
      assertThatThrownBy(() -> CanonicalJson.bytes(value)).isInstanceOfSatisfying(AthanorException.class,
          e -> assertThat(e.code()).isEqualTo("json-depth"));
    }
  }

  private static JsonNode deep(int depth, boolean arrays) {
    JsonNode value = NODES.stringNode("x");
    for (int i = 0; i < depth; i++) {
      value = arrays ? NODES.arrayNode().add(value) : Json.object().set("a", value);
    }
    return value;
  }

  @Test
  void hugeValuesAreCutAndJoined() {
    JsonNode text = NODES.stringNode("größe \ud83d\ude00".repeat(200_000));
    assertThat(Merkle.of(text).join()).isEqualTo(text);
    JsonNode name = Json.object().set("n".repeat(200_000), NODES.booleanNode(true));
    assertThat(Merkle.of(name).join()).isEqualTo(name);
    ArrayNode many = NODES.arrayNode();
    for (int i = 0; i < 200_000; i++) {
      many.add(i);
    }
    assertThat(Merkle.of(many).join()).isEqualTo(many);
  }
}
