package dev.athanor.prompt.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.prompt.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {
  private static TemplateText of(String text) {
    return TemplateText.of(new SourceText("a.prompt", text));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Hello {{name|line 1, column 7: {{ is never finished; expected }}",
      "Hello {{#if a}}x|line 1, column 7: {{#if}} is never closed; expected {{/if}}",
      "Hello {{#if a}}x{{/each}}|line 1, column 20: {{/each}} closes {{#if}}; expected {{/if}}",
      "Hello {{/if}}|line 1, column 7: this closes a block that was never opened",
      "a {{else}} b|line 1, column 3: {{else}} stands outside of any block",
      "{{roel \"user\"}}|line 1, column 3: there is no helper \"roel\"; nearest: role",
      "{{role \"boss\"}}|line 1, column 8: \"boss\" is no role; expected one of assistant, model, system, tool, user",
      "{{role}}|line 1, column 3: the helper role has 0 values; expected 1",
      "{{history 1}}|line 1, column 3: the helper history has 1 values; expected none",
      "{{media contentType=\"image/png\"}}|line 1, column 3: the helper media has no url",
      "{{#if a b}}x{{/if}}|line 1, column 4: the helper if has 2 values; expected 1",
      "{{json (foo bar)}}|line 1, column 9: there is no helper \"foo\"",
      "{{> (lookup . 'x')}}|line 1, column 5: the partial to include is only known when it is rendered",
      "{{=<% %>=}}|line 1, column 1: Dotprompt has no other delimiters",
      "{{{{raw}}}}x{{{{/raw}}}}|line 1, column 1: Dotprompt has no helper for {{{{ }}}}",
      "{{#*frame \"x\"}}y{{/frame}}|line 1, column 1: \"frame\"x\"\" is no decorator",
      "{{名前}}|line 1, column 3: \"名\" can't stand inside {{ }}",
      "{{a b=}}|line 1, column 7: \"}}\" can't stand here",
      "{{#>box}}x{{/bix}}|line 1, column 14: {{/bix}} closes {{#>box}}; expected {{/box}}",
  })
  void whatIsBrokenIsNamedByItsPlace(String template, String message) {
    assertThatThrownBy(() -> of(template)).hasMessageStartingWith("a.prompt, " + message);
  }

  @Test
  void placesAreRightAfterLongCommentsAndWideCharacters() {
    assertThatThrownBy(() -> of("{{!-- one\ntwo\nthree --}}\n👋 {{roel \"user\"}}"))
        .hasMessageStartingWith("a.prompt, line 4, column 5: there is no helper");
    assertThatThrownBy(() -> of("{{!-- one\ntwo\nthree --}}\n👋 {{name"))
        .hasMessageStartingWith("a.prompt, line 4, column 3: {{ is never finished");
    assertThatThrownBy(() -> of("{{!-- one\ntwo\nthree --}}\n👋 {{名}}"))
        .hasMessageStartingWith("a.prompt, line 4, column 5: \"名\" can't stand");
  }

  @Test
  void whatIsIncludedIsFoundWhereverItStands() {
    assertThat(
        of("""
            {{> one}}{{#if a}}{{> two x=1}}{{else}}{{> "mail/three" this}}{{/if}}{{#> four}}{{> @partial-block}}{{/four}}
            {{#*inline "own"}}x{{/inline}}{{> own}}{{!-- {{> no}} --}}\\{{> no}}
            """)
            .inclusions())
        .extracting(TemplateText.Inclusion::name).containsExactly("one", "two", "mail/three", "four");
  }

  @Test
  void blocksNestOnlySoDeep() {
    assertThat(of("{{#if a}}".repeat(100) + "{{/if}}".repeat(100)).inclusions()).isEmpty();
    assertThatThrownBy(() -> of("{{#if a}}".repeat(5_000) + "{{/if}}".repeat(5_000)))
        .hasMessageStartingWith("a.prompt, line 1, column 901: blocks are nested deeper than 100");
  }
}
