package dev.athanor.promptfoo.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What Nunjucks 3.2 makes of the same. */
class TemplateTest {
  private static final ObjectNode VALUES = (ObjectNode) Json.parse("""
      {"name": "Bob", "n": 3, "half": 0.5, "whole": 2.0, "yes": true, "nil": null, "list": ["a", "b"],
       "deep": {"er": [{"x": "y"}]}, "html": "<b>", "empty": [], "text": "two words"}""");

  private static String rendered(String template) {
    return Template.of(template).render(VALUES);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', quoteCharacter = '`',
      value = {"Hi {{ name }}! ¦ Hi Bob!", "{{name}}{{ missing }}. ¦ Bob.",
          "{{ deep.er[0].x }} {{ deep['er'].length }} ¦ y 1", "{{ missing.at.all }}x ¦ x",
          "{{ list }} {{ deep }} ¦ a,b [object Object]",
          "{{ n + 1 }} {{ n * half }} {{ whole }} {{ 7 // 2 }} {{ 2 ** 3 }} ¦ 4 1.5 2 3 8",
          "{{ name ~ n }} {{ name + 1 }} ¦ Bob3 Bob1",
          "{{ 'in' if n > 2 else 'out' }} ¦ in", "{{ not yes or name == 'Bob' and n != 4 }} ¦ true",
          "{{ 'a' in list }} {{ 'z' not in list }} {{ 'ob' in name }} ¦ true true true",
          "{{ name is defined }} {{ other is not defined }} ¦ true true",
          "{{ html }} {{ html | safe }} ¦ <b> <b>",
          "{{ name | upper }} {{ name|lower|capitalize }} ¦ BOB Bob",
          "{{ list | join('-') }} {{ list | last }} {{ text | title }} ¦ a-b b Two Words",
          "{{ other | default('none') }} {{ '' | default('x', true) }} ¦ none x",
          "{{ deep | dump }} ¦ {\"er\":[{\"x\":\"y\"}]}",
          "{{ [1, 2] | length }} {{ {a: 1}.a }} ¦ 2 1",
          "{% if n > 5 %}a{% elif n > 2 %}b{% else %}c{% endif %} ¦ b",
          "{% for x in list %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %} ¦ 1a,2b",
          "{% for k, v in deep %}{{ k }}={{ v.length }}{% endfor %} ¦ er=1",
          "{% for x in empty %}x{% else %}none{% endfor %} ¦ none",
          "{% set z = n + 1 %}{{ z }} ¦ 4", "{% raw %}{{ name }}{% endraw %} {# not this #}x ¦ {{ name }} x",
          "a {{- name -}} b ¦ aBobb",
          "{{ \"}}\" }} ¦ }}", "{{ n / 0 }} ¦ Infinity", "{{ -n | abs }} {{ 2.567 | round(1) }} ¦ 3 2.6",
          "{{ nil }}¦"})
  void aTemplateComesOutAsFromNunjucks(String template, String expected) {
    assertThat(rendered(template.strip())).isEqualTo(expected == null ? "" : expected.strip());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', quoteCharacter = '`', value = {"{% include 'x' %} ¦ uses the block \"include\"",
      "{{ name.toUpperCase() }} ¦ uses a call of a function of JavaScript",
      "{{ name | uper }} ¦ uses the filter \"uper\" (nearest: upper",
      "{{ name is divisibleby 3 }} ¦ uses the test \"is divisibleby\"",
      "{{ name + }} ¦ ends where a value was expected", "{% if name %}x ¦ ends without {% elif %}",
      "{{ name | }} ¦ where a name was expected",
      "{{ 'open }} ¦ has no end, }}", "{{ a ? b }} ¦ can't be read from \"? b\" on"})
  void whatIsNotAmongTheSupportedPartsIsNamed(String template, String message) {
    assertThatThrownBy(() -> Template.of(template)).hasMessageContaining(message);
  }

  @Test
  void textsInsideOfJsonAreTemplatesOfTheirOwn() {
    assertThat(Script
        .json(Template.render(Json.parse("[{\"content\": \"{{ html }} \\\"{{ name }}\\\"\"}]"), VALUES)))
        .isEqualTo("[{\"content\":\"<b> \\\"Bob\\\"\"}]");
  }

  @Test
  void jsonIsWrittenAsJavaScriptWritesIt() {
    assertThat(Script.json(Json.parse("{\"a\": [], \"b\": [1, 2.0, \"x\"], \"c\": {}}"), 2)).isEqualTo("""
        {
          "a": [],
          "b": [
            1,
            2,
            "x"
          ],
          "c": {}
        }""");
  }
}
