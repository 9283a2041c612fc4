package dev.athanor.prompt.template;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Json;
import dev.athanor.prompt.schema.Shape;
import dev.athanor.prompt.source.SourceText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableCheckTest {
  private static final Shape INPUT = Shape.of(Json.parse(
      """
          {"type":"object","additionalProperties":false,"properties":{
            "title":{"type":"string"}, "tags":{"type":"array","items":{"type":"string"}},
            "people":{"type":["array","null"],"items":{"type":"object","additionalProperties":false,
              "properties":{"name":{"type":"string"},"friend":{"$ref":"#/$defs/friend"}}}},
            "extra":{"type":"object","additionalProperties":true}, "any":{},
            "either":{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"null"}]}},
           "$defs":{"friend":{"type":"object","properties":{"nick":{"type":"string"},"friend":{"$ref":"#/$defs/friend"}}}}}
          """));
  private static final Map<String, TemplateText> PARTIALS =
      Map.of("greet", TemplateText.of(new SourceText("_greet.prompt",
          "Dear\n{{name}}")), "titled", TemplateText.of(new SourceText("_titled.prompt", "{{title}}")));

  private static void check(String template) {
    VariableCheck.check(TemplateText.of(new SourceText("a.prompt", template)), PARTIALS, INPUT,
        List.of("outline"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{{title}} {{this.title}} {{./title}} {{tags.length}} {{tags.[0]}} {{json this}} {{json tags}}",
      "{{#each tags}}{{this}}{{@index}}{{../title}}{{@root.title}}{{/each}}",
      "{{#each people}}{{name}}{{friend.friend.friend.nick}}{{/each}}",
      "{{#each people as |p i|}}{{p.name}}{{name}}{{i}}{{#each ../tags}}{{p.name}}{{../../title}}{{/each}}{{/each}}",
      "{{#with any}}{{whatever}}{{/with}}{{extra.what.ever}}{{any.x}}{{either.a}}",
      "{{#if title}}{{title}}{{else if tags}}{{tags}}{{else}}{{title}}{{/if}}",
      "{{> greet name=title}}{{> titled}}{{#each people}}{{> greet}}{{/each}}{{> greet any}}",
      "{{#people}}{{anything}}{{/people}}", "{{@state.outline}}{{@auth.email}}{{@metadata.prompt.model}}",
      "{{role \"user\"}}{{history}}{{media url=title}}{{lookup extra title}}{{#ifEquals title \"x\"}}{{/ifEquals}}",
      "{{#*inline \"own\"}}{{given}}{{/inline}}{{> own given=title}}"})
  void whatIsDeclaredMayBeUsed(String template) {
    assertThatCode(() -> check(template.replace("\\n", "\n"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(delimiterString = " => ", quoteCharacter = '`', value = {
      "Hi\\n {{titel}} => a.prompt, line 2, column 4: the variable \"titel\" is not declared by the input's schema; declare it under input.schema, or correct the name; nearest: title",
      "{{#if titel}}x{{/if}} => a.prompt, line 1, column 7: the variable \"titel\"",
      "{{#titel}}x{{/titel}} => a.prompt, line 1, column 4: the variable \"titel\"",
      "{{^titel}}x{{/titel}} => a.prompt, line 1, column 4: the variable \"titel\"",
      "{{json titel}} => a.prompt, line 1, column 8: the variable \"titel\"",
      "{{media url=titel}} => a.prompt, line 1, column 13: the variable \"titel\"",
      "{{json (lookup titel 'x')}} => a.prompt, line 1, column 16: the variable \"titel\"",
      "{{title.x}} => a.prompt, line 1, column 3: the variable \"x\"",
      "{{#each people}}{{title}}{{/each}} => a.prompt, line 1, column 19: the variable \"title\"",
      "{{#each people}}{{nam}}{{/each}} => a.prompt, line 1, column 19: the variable \"nam\" is not declared by the input's schema; declare it under input.schema, or correct the name; nearest: name",
      "{{#each people}}x{{else}}{{name}}{{/each}} => a.prompt, line 1, column 28: the variable \"name\"",
      "{{#each people as |p|}}{{p.nam}}{{/each}} => a.prompt, line 1, column 26: the variable \"nam\"",
      "{{#with title}}{{x}}{{/with}} => a.prompt, line 1, column 18: the variable \"x\"",
      "{{#each people}}{{../titel}}{{@root.titel}}{{/each}} => a.prompt, line 1, column 19: the variable \"titel\"",
      "{{@root.titel}} => a.prompt, line 1, column 3: the variable \"titel\"",
      "{{> greet}} => _greet.prompt, line 2, column 3: the variable \"name\"",
      "{{> greet name=titel}} => a.prompt, line 1, column 16: the variable \"titel\"",
      "{{@index}} => a.prompt, line 1, column 3: @index has a meaning only inside {{#each}}",
      "{{@state.outlin}} => a.prompt, line 1, column 3: the variable \"@state.outlin\" is not declared by what the prompt reads; add outlin to athanor.reads, or correct the name; nearest: @state.outline",
  })
  void whatIsNotDeclaredIsNamedByItsPlace(String template, String message) {
    assertThatThrownBy(() -> check(template.replace("\\n", "\n"))).hasMessageStartingWith(message);
  }

  @Test
  void withoutASchemaEverythingMayBeUsed() {
    assertThatCode(() -> VariableCheck
        .check(TemplateText.of(new SourceText("a", "{{a.b}}{{#each c}}{{d}}{{/each}}")), Map
            .of(), Shape.ANYTHING, List.of()))
        .doesNotThrowAnyException();
  }
}
