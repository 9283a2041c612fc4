package dev.athanor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.error.AthanorException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

class CodecTest {
  enum Colour {
    RED, GREEN
  }

  record Inner(String name, Optional<Inner> next) {}

  record All(int number, long big, double real, BigDecimal money, BigInteger huge, boolean yes, Colour colour,
      Instant at, Duration lasted, Optional<String> maybe, OptionalInt count, OptionalLong many,
      List<Inner> list,
      Map<String, Integer> map, Hash hash) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({@JsonSubTypes.Type(value = Circle.class, name = "circle"),
      @JsonSubTypes.Type(value = Square.class,
          name = "square")})
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  /** Through the canonical bytes, as a record goes. */
  private static <T> T through(Codec<T> codec, T value) {
    return codec.decode(Merkle.of(codec.encode(value)).join());
  }

  private static All all(Optional<String> maybe, OptionalInt count) {
    return new All(Integer.MIN_VALUE, Long.MAX_VALUE, 1e-7, new BigDecimal("12345678901234567890.10"),
        BigInteger.TEN
            .pow(4_000),
        true, Colour.GREEN, Instant.parse("2026-11-02T09:30:00.000000123Z"), Duration.ofNanos(-1), maybe,
        count, OptionalLong.of(Long.MIN_VALUE), List.of(new Inner("a", Optional.of(new Inner("b", Optional
            .empty())))),
        Map.of("\ud83d\ude00", 1, "$part", 2), Hash.of("x"));
  }

  @Test
  void recordsComeBackAsTheyWere() {
    Codec<All> codec = Codec.of(All.class);
    for (All value : List.of(all(Optional.of(""), OptionalInt.of(0)),
        all(Optional.empty(), OptionalInt.empty()))) {
      assertThat(through(codec, value)).usingRecursiveComparison().isEqualTo(value);
    }
  }

  @Test
  void whatIsAbsentIsLeftOutAndDecimalsAreText() {
    JsonNode json = Codec.of(All.class).encode(all(Optional.empty(), OptionalInt.empty()));
    assertThat(json.has("maybe")).isFalse();
    assertThat(json.has("count")).isFalse();
    assertThat(json.get("money").isString()).isTrue();
    assertThat(json.get("at").asString()).isEqualTo("2026-11-02T09:30:00.000000123Z");
  }

  @Test
  void simpleAndGenericTypesComeBackAsTheyWere() {
    assertThat(through(Codec.of(Long.class), Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(through(Codec.of(Double.class), 1e20)).isEqualTo(1e20);
    assertThat(through(Codec.of(Float.class), 0.1f)).isEqualTo(0.1f);
    assertThat(through(Codec.of(BigDecimal.class), new BigDecimal("1.10"))).isEqualTo(new BigDecimal("1.10"));
    assertThat(through(Codec.of(Colour.class), Colour.RED)).isEqualTo(Colour.RED);
    assertThat(through(Codec.TEXT.list(), List.of("", "\ud83d", "x".repeat(5_000)))).containsExactly("",
        "\ud83d", "x"
            .repeat(5_000));
    Map<String, List<BigInteger>> map = Map.of("a", List.of(BigInteger.TWO.pow(53), BigInteger.TWO.pow(64)));
    assertThat(through(Codec.of(new TypeReference<Map<String, List<BigInteger>>>() {}), map)).isEqualTo(map);
    List<Shape> shapes = List.of(new Circle(1), new Square(2.5));
    assertThat(through(Codec.of(Shape.class).list(), shapes)).isEqualTo(shapes);
  }

  @Test
  void unknownMembersOfALaterVersionAreIgnored() {
    assertThat(Codec.of(Inner.class).decode(Json.parse("{\"name\":\"a\",\"colour\":\"red\"}")))
        .isEqualTo(new Inner(
            "a", Optional.empty()));
  }

  @Test
  void whatDoesNotFitIsSaidWithTheTypeAndTheValue() {
    assertThatThrownBy(() -> Codec.of(Inner.class).decode(Json.parse("[1,2]"))).isInstanceOfSatisfying(
        AthanorException.class, e -> {
          assertThat(e.code()).isEqualTo("json-mismatch");
          assertThat(e.getMessage()).contains("this JSON is no Inner", "it is [1,2]");
        });
    assertThatThrownBy(() -> Codec.of(Colour.class).decode(Json.parse("\"BLUE\"")))
        .hasMessageContaining("Colour")
        .hasMessageContaining("BLUE");
    assertThatThrownBy(() -> Codec.of(Integer.class).decode(Json.parse("\"many\"")))
        .hasMessageContaining("Integer");
    assertThatThrownBy(() -> Codec.of(Integer.class).decode(Json.parse("3000000000"))).isInstanceOf(
        AthanorException.class);
  }

  @Test
  void whatIsDecodedIsNobodyElses() {
    JsonNode value = Json.parse("{\"a\":[1]}");
    Merkle merkle = Merkle.of(value);
    ((tools.jackson.databind.node.ArrayNode) merkle.join().get("a")).add(2);
    assertThat(merkle.join()).isEqualTo(value);
  }
}
