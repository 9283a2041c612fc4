package dev.athanor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CanonicalJsonTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({"0000000000000000, 0", "8000000000000000, 0", "0000000000000001, 5e-324",
      "8000000000000001, -5e-324",
      "7fefffffffffffff, 1.7976931348623157e+308", "ffefffffffffffff, -1.7976931348623157e+308",
      "4340000000000000, 9007199254740992", "c340000000000000, -9007199254740992",
      "4430000000000000, 295147905179352830000", "44b52d02c7e14af5, 9.999999999999997e+22",
      "44b52d02c7e14af6, 1e+23", "44b52d02c7e14af7, 1.0000000000000001e+23",
      "444b1ae4d6e2ef4e, 999999999999999700000", "444b1ae4d6e2ef4f, 999999999999999900000",
      "444b1ae4d6e2ef50, 1e+21",
      "3eb0c6f7a0b5ed8c, 9.999999999999997e-7", "3eb0c6f7a0b5ed8d, 0.000001",
      "41b3de4355555553, 333333333.3333332",
      "41b3de4355555554, 333333333.33333325", "41b3de4355555555, 333333333.3333333",
      "41b3de4355555556, 333333333.3333334", "41b3de4355555557, 333333333.33333343",
      "becbf647612f3696, -0.0000033333333333333333", "43143ff3c1cb0959, 1424953923781206.2"})
  void numbersAreWrittenAsTheRfcSays(String bits, String expected) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.text(NODES.numberNode(value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberIsRefused(double value) {
    assertThatThrownBy(() -> CanonicalJson.bytes(NODES.numberNode(value))).isInstanceOfSatisfying(
        AthanorException.class, e -> assertThat(e.code()).isEqualTo("json-number"));
  }

  /** RFC 8785, 3.2.2 and 3.2.4. */
  @Test
  void theExampleOfTheRfcHasItsBytes() {
    JsonNode value = Json.parse("""
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }""");
    assertThat(CanonicalJson.bytes(value))
        .isEqualTo(("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,"
            + "1e+30,4.5,0.002,1e-27],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}").getBytes(
                StandardCharsets.UTF_8));
  }

  /** RFC 8785, 3.2.3: by UTF-16 units, so that the emoji comes before the Hebrew letter. */
  @Test
  void membersAreSortedByTheirUtf16Units() {
    JsonNode value = Json.parse("""
        {
          "\\u20ac": "Euro Sign",
          "\\r": "Carriage Return",
          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\\ud83d\\ude00": "Emoji: Grinning Face",
          "\\u0080": "Control",
          "\\u00f6": "Latin Small Letter O With Diaeresis"
        }""");
    assertThat(Json.parse(CanonicalJson.bytes(value)).values().stream().map(JsonNode::asString))
        .containsExactly(
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
            "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh");
  }

  @Test
  void controlCharactersAreEscapedInTheShortestForm() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x21; c++) {
      all.append(c);
    }
    assertThat(CanonicalJson.text(Codec.TEXT.encode(all + "\u007f\u2028\"\\/"))).isEqualTo(
        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f\\u0010\\u0011"
            + "\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f \u007f"
            + "\u2028\\\"\\\\/\"");
  }

  @Test
  void anUnpairedSurrogateIsKeptAsAnEscape() {
    String broken = "a\ud83d b\ude00 \ude00\ud83d \ud83d\ud83d\ude00";
    String text = CanonicalJson.text(Codec.TEXT.encode(broken));
    assertThat(text).isEqualTo("\"a\\ud83d b\\ude00 \\ude00\\ud83d \\ud83d\ud83d\ude00\"");
    assertThat(Json.parse(text).asString()).isEqualTo(broken);
  }

  @Test
  void aNameWithHalfASurrogatePairIsRefused() {
    for (JsonNode value : List.of(Json.object().put("a\ud83d", 1),
        Json.object().set("b", Json.object().put("\ude00",
            1)))) {
      for (ThrowingCallable write : List.<ThrowingCallable>of(() -> CanonicalJson.bytes(value),
          () -> Merkle.of(
              value))) {
        assertThatThrownBy(write)
            .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo(
                "json-name"))
            .hasMessageContaining("half a surrogate pair").hasMessageMatching(".*\"a?\\\\ud.*");
      }
    }
  }

  @Test
  void whatADoubleCantHoldTravelsAsText() {
    assertThat(CanonicalJson.text(NODES.numberNode(1L << 53))).isEqualTo("9007199254740992");
    assertThat(CanonicalJson.text(NODES.numberNode((1L << 53) + 1))).isEqualTo("\"9007199254740993\"");
    assertThat(CanonicalJson.text(NODES.numberNode(-(1L << 53) - 1))).isEqualTo("\"-9007199254740993\"");
    assertThat(CanonicalJson.text(NODES.numberNode(Long.MIN_VALUE))).isEqualTo("\"-9223372036854775808\"");
    assertThat(CanonicalJson.text(NODES.numberNode(BigInteger.TEN.pow(30))))
        .isEqualTo("\"1" + "0".repeat(30) + "\"");
    assertThat(CanonicalJson.text(NODES.numberNode(new BigDecimal("1.10")))).isEqualTo("\"1.10\"");
    assertThat(CanonicalJson.text(NODES.numberNode(0.1f))).isEqualTo("0.1");
    assertThat(CanonicalJson.text(NODES.numberNode((short) 7))).isEqualTo("7");
  }

  @Test
  void anyDoubleIsReadBackAsItself() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = CanonicalJson.number(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value == 0 ? 0.0 : value);
        assertThat(text).matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?(e[+-][1-9][0-9]*)?");
      }
    }
  }

  @Test
  void malformedTextIsNamed() {
    assertThatThrownBy(() -> Json.parse("{\"a\":}")).isInstanceOf(AthanorException.class)
        .hasMessageContaining(
            "this is not JSON")
        .hasMessageContaining("{\"a\":}");
    assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}")).hasMessageContaining("Duplicate");
    assertThatThrownBy(() -> Json.parse("1 2")).isInstanceOf(AthanorException.class);
    assertThatThrownBy(() -> Json.parse(new byte[]{'"', (byte) 0xc3, '"'}))
        .isInstanceOf(AthanorException.class);
    for (String nothing : List.of("", " \n")) {
      assertThatThrownBy(() -> Json.parse(nothing)).isInstanceOf(AthanorException.class).hasMessageContaining(
          "it is empty");
      assertThatThrownBy(() -> Json.parse(nothing.getBytes(StandardCharsets.UTF_8)))
          .hasMessageContaining("it is empty");
    }
  }
}
