package dev.athanor.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Json;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InstanceTest {
  private static JsonNode make(String schema, long seed) {
    return Instance.of(Json.parse(schema.replace('\'', '"')), new SplittableRandom(seed));
  }

  @Test
  void keepsToBounds() {
    for (int seed = 0; seed < 200; seed++) {
      JsonNode made = make(
          """
              {'type':'object','properties':{'i':{'type':'integer','minimum':3,'exclusiveMaximum':10,'multipleOf':3},
              'n':{'type':'number','minimum':0.001,'maximum':0.002},'b':{'type':'integer','maximum':-5},
              's':{'type':'string','minLength':12,'maxLength':13},'t':{'type':'string','maxLength':2},
              'a':{'type':'array','items':{'type':'integer','minimum':1,'maximum':4},'minItems':3,'maxItems':4,'uniqueItems':true}},
              'required':['extra']}""",
          seed);
      assertThat(made.get("i").intValue()).isIn(3, 6, 9);
      assertThat(made.get("n").doubleValue()).isBetween(0.001, 0.002);
      assertThat(made.get("b").intValue()).isLessThanOrEqualTo(-5);
      assertThat(made.get("s").stringValue()).hasSizeBetween(12, 13);
      assertThat(made.get("t").stringValue()).hasSizeLessThanOrEqualTo(2);
      assertThat(made.get("a").valueStream().distinct()).hasSize(3);
      assertThat(made.has("extra")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"^[A-Z]{3}-\\d{4}$", "^(red|green|blue)$", "^\\+?[0-9]{1,3}$", "[^a-z]+", "^a.c?$",
      "^(?:x|y)+\\.z*$", "\\w+@\\w+\\.com", "^[+-]?0*\\d*\\.?\\d*$"})
  void makesTextsForPatterns(String pattern) {
    for (int seed = 0; seed < 50; seed++) {
      JsonNode made =
          Instance.of(Json.object().put("type", "string").put("pattern", pattern), new SplittableRandom(
              seed));
      assertThat(made.stringValue()).matches(text -> Pattern.compile(pattern).matcher(text).find());
    }
  }

  @Test
  void followsReferencesAndEndsRecursion() {
    JsonNode tree = make(
        """
            {'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':{'name':{'type':'string'},
            'children':{'type':'array','items':{'$ref':'#/$defs/node'}},'next':{'anyOf':[{'$ref':'#/$defs/node'},{'type':'null'}]}},
            'required':['name','children','next']}}}""",
        1);
    assertThat(tree.at("/children/0/children/0/name").isString()).isTrue();
    assertThat(make(
        "{'allOf':[{'properties':{'a':{'const':1}},'required':['a']},{'properties':{'b':{'const':2}}}]}", 1)
        .toString()).isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(make("{'type':['integer','null'],'minimum':5,'maximum':5}", 1).intValue()).isEqualTo(5);
    assertThat(make("{'type':'array','prefixItems':[{'const':'a'},{'const':2}],'items':false}", 1).toString())
        .isEqualTo(
            "[\"a\",2]");
  }

  @Test
  void knowsTheUsualFormats() {
    assertThat(make("{'format':'date'}", 1).stringValue()).matches("20\\d\\d-\\d\\d-\\d\\d");
    assertThat(make("{'format':'date-time'}", 1).stringValue()).endsWith("Z");
    assertThat(make("{'format':'uuid'}", 1).stringValue())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
    assertThat(make("{'format':'email'}", 1).stringValue()).endsWith("@example.com");
  }

  @Test
  void isTheSameForTheSameSeed() {
    String schema = "{'type':'object','properties':{'a':{'type':'number'},'b':{'type':'string'}}}";
    assertThat(make(schema, 5)).isEqualTo(make(schema, 5)).isNotEqualTo(make(schema, 6));
  }

  @Test
  void saysWhyAValueCannotBeMade() {
    assertThatThrownBy(() -> make("{'type':'integer','minimum':2,'maximum':1}", 1)).hasMessageContaining(
        "no number is in its range")
        .hasMessageContaining("write the answer as \"json\" in the script instead");
    assertThatThrownBy(() -> make("{'$ref':'#/nowhere'}", 1))
        .hasMessageContaining("reference #/nowhere leads nowhere");
    assertThatThrownBy(() -> make("{'$ref':'#'}", 1)).hasMessageContaining("goes down without an end");
    assertThatThrownBy(() -> make("{'type':'array','items':{'const':1},'minItems':2,'uniqueItems':true}", 1))
        .hasMessageContaining("only 1 could be made");
    assertThatThrownBy(() -> make("{'type':'string','pattern':'(?!x)x'}", 1)).hasMessageContaining(
        "no text was found for its pattern");
    assertThatThrownBy(() -> make("{'type':'string','pattern':'['}", 1)).hasMessageContaining(
        "no regular expression");
  }
}
