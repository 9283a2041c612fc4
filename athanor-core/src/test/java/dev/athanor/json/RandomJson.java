package dev.athanor.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes up JSON values with all that is awkward about them: the same seed makes the same values. */
public final class RandomJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> ODD =
      List.of("", "$", "$$", "$part", "$payload", "$$part", "a\"b\\c/\n\t\u0000",
          "größe", "\u20ac\ufb33", "\ud83d\ude00", "\ud83d", "\ude00", "__proto__", "\u007f\u0080\u2028");
  /** A name with half a surrogate pair is refused. */
  private static final List<String> ODD_NAMES = ODD.stream()
      .filter(text -> text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE))
      .toList();
  private final Random random;

  /** Values by a seed. */
  public RandomJson(long seed) {
    this.random = new Random(seed);
  }

  /** Another value. */
  public JsonNode next() {
    return value(1 + random.nextInt(5));
  }

  private JsonNode value(int depth) {
    int kind = random.nextInt(depth == 0 ? 7 : 11);
    return switch (kind) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(2_000) - 1_000);
      case 3 -> number();
      case 4, 5 -> NODES.stringNode(text());
      case 6 -> NODES.stringNode(Hash.of(text()).hex());
      case 7, 8 -> array(depth);
      case 9, 10 -> object(depth);
      default -> throw new IllegalStateException();
    };
  }

  private JsonNode number() {
    return switch (random.nextInt(6)) {
      case 0 -> NODES.numberNode(random.nextLong());
      case 1 -> NODES.numberNode(new BigInteger(200, random));
      case 2 -> NODES.numberNode(new BigDecimal(new BigInteger(80, random), random.nextInt(20) - 5));
      case 3 -> NODES.numberNode(Math.rint(random.nextDouble() * 1e22));
      case 4 -> NODES.numberNode(random.nextFloat());
      default -> NODES.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(20) == 0 ? 400 : random.nextInt(4);
    for (int i = 0; i < pieces; i++) {
      text.append(random.nextBoolean() ? ODD.get(random.nextInt(ODD.size())) : "w" + random.nextInt(100));
    }
    return text.toString();
  }

  private ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      array.add(value(depth - 1));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.set(
          random.nextInt(3) == 0 ? ODD_NAMES.get(random.nextInt(ODD_NAMES.size())) : "k" + random.nextInt(8),
          value(
              depth - 1));
    }
    return object;
  }
}
