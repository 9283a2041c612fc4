package dev.athanor.prompt.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.prompt.Partials;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptFile;
import dev.athanor.prompt.PromptInput;
import dev.athanor.prompt.PromptName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormattingsTest {
  private static final String FRONT = """
      ---
      description: Sorts.
      input:
        schema:
          passage: string
          question: string
          evidence?(array): string
      ---
      """;
  private static final String TWO = FRONT + """
      {{role "system"}}Answer from the passage: nothing else counts.
      {{role "user"}}Passage: {{passage}}
      The question: {{question}}
      Answer:""";

  private static Prompt prompt(String text) {
    return Prompt.of(PromptName.parse("sort"), PromptFile.of("prompts/sort.prompt", text), Partials.NONE)
        .check();
  }

  /** Every one that there is. */
  private static List<Formatting> all(Prompt prompt) {
    try {
      return Formattings.of(prompt, 100_000, 1);
    } catch (AthanorException tooMany) {
      String there = String.valueOf(tooMany.getMessage()).replaceAll(".* in (\\d+) ways.*", "$1");
      return Formattings.of(prompt, Integer.parseInt(there), 1);
    }
  }

  private static Formatting named(Prompt prompt, String name) {
    return all(prompt).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static String said(Prompt prompt) {
    var values = Json.object().put("passage", "P: q").put("question", "Why?");
    values.putArray("evidence").add("one").add("two");
    return prompt.render(PromptInput.of(values)).messages().stream().map(Message::text)
        .collect(Collectors.joining("\n==\n"));
  }

  @Test
  void theOriginalIsTheFirstAndIsTheVeryPrompt() {
    Formatting first = Formattings.of(prompt(TWO), 10, 1).getFirst();
    assertThat(first.name()).isEqualTo(Formatting.ORIGINAL);
    assertThat(first.prompt().version()).isEqualTo(prompt(TWO).version());
    assertThat(first.shown()).isEqualTo("Passage: …\\nThe question: …\\nAnswer:");
  }

  @Test
  void formattingsAreDistinctSeededAndNamed() {
    List<Formatting> ten = Formattings.of(prompt(TWO), 10, 1);
    assertThat(ten).hasSize(10).extracting(each -> each.prompt().version()).doesNotHaveDuplicates();
    assertThat(ten).extracting(Formatting::name).doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9-]{1,60}"));
    assertThat(Formattings.of(prompt(TWO), 10, 1)).extracting(Formatting::name)
        .isEqualTo(ten.stream().map(Formatting::name).toList());
    assertThat(Formattings.of(prompt(TWO), 10, 2)).extracting(Formatting::name)
        .isNotEqualTo(ten.stream().map(Formatting::name).toList());
    assertThat(Formattings.of(prompt(TWO), 3, 1)).extracting(Formatting::name)
        .isEqualTo(ten.subList(0, 3).stream().map(Formatting::name).toList());
  }

  @Test
  void nothingButLettersCaseBlanksAndSignsDiffersAndValuesStay() {
    String original = bare(said(prompt(TWO)));
    for (Formatting each : all(prompt(TWO))) {
      String said = said(each.prompt());
      assertThat(bare(said)).as(each.name()).isEqualTo(original);
      assertThat(said).as(each.name()).contains("P: q", "Why?",
          "Answer from the passage: nothing else counts.");
      assertThat(each.prompt().header().about()).isEqualTo(prompt(TWO).header().about());
      assertThat(each.prompt().name()).isEqualTo(prompt(TWO).name());
      each.prompt().check();
    }
  }

  private static String bare(String text) {
    return text.replace("<sep>", "").replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  @Test
  void aLayoutHoldsForAllFieldsOfAPrompt() {
    Formatting upper = named(prompt(TWO), "upper-colon3-bars");
    assertThat(said(upper.prompt())).endsWith("\n==\nPASSAGE::: P: q || THE QUESTION::: Why? || ANSWER:::");
    assertThat(upper.shown()).isEqualTo("PASSAGE::: … || THE QUESTION::: … || ANSWER:::");
    assertThat(all(prompt(TWO))).extracting(Formatting::name).doesNotContain("same-line-tab-bars")
        .contains("same-line-tab-line");
  }

  @Test
  void aBlockOfLinesBeginsOnALineOfItsOwn() {
    Prompt listed = prompt(FRONT + """
        Evidence:
        {{#each evidence}}
        Note: {{this}}
        {{/each}}
        Question: {{question}}""");
    assertThat(said(listed)).isEqualTo("Evidence:\nNote: one\nNote: two\nQuestion: Why?");
    Formatting upper = named(listed, "upper-dash-line");
    assertThat(said(upper.prompt())).contains("EVIDENCE -\nNote: one\nNote: two\n", "QUESTION - Why?");
  }

  @Test
  void itemsOfAListKeepTheirLettersAndGetOtherSigns() {
    Prompt choice = prompt(FRONT + """
        Question: {{question}}
        A) yes
        B) no
        Answer:""");
    List<Formatting> all = all(choice);
    assertThat(all).extracting(each -> said(each.prompt()))
        .anySatisfy(text -> assertThat(text).contains("[A] yes", "[B] no"))
        .anySatisfy(text -> assertThat(text).contains("A. yes", "B. no"))
        .allSatisfy(text -> assertThat(text).containsPattern("A[^\\n]*yes\\n[^\\n]*B[^\\n]*no"));
  }

  @Test
  void whatStandsBetweenFieldsStays() {
    Prompt told = prompt(FRONT + "Passage: {{passage}}\nNow answer in one word.\nQuestion: {{question}}");
    assertThat(all(told)).allSatisfy(
        each -> assertThat(said(each.prompt())).contains("P: q\nNow answer in one word.\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Answer {{question}} from {{passage}}.", "See https://a.example/{{question}}",
      "Remember: be brief. {{question}}", "{{! Question: }}{{question}}",
      "Write \\{{question}}: {{question}}",
      "I tell you now that the question is this: {{question}}", "{{#if question}}x{{/if}}"})
  void aPromptWithoutAFieldIsRefusedAndToldWhatAFieldIs(String template) {
    assertThatThrownBy(() -> Formattings.of(prompt(FRONT + template), 2, 1)).hasMessage(
        "the prompt sort (prompts/sort.prompt) has no field, so there is no other way to write it; expected at least"
            + " one line such as \"Question: {{question}}\": one to five words, a colon, and an expression there or on"
            + " the next line");
  }

  @Test
  void moreFormattingsThanThereAreIsAnErrorThatSaysHowManyThereAre() {
    assertThatThrownBy(() -> Formattings.of(prompt(FRONT + "Question: {{question}}"), 1_000, 1))
        .hasMessage("the prompt sort can be written in 42 ways, and 1000 are asked for; ask for fewer");
  }

  @Test
  void fieldsInOtherScriptsAndOnWindowsAreFound() {
    Prompt other = prompt(FRONT + "Frage: {{question}}\r\n问题: {{passage}}\r\nÜberschrift é: {{question}}");
    assertThat(Formattings.of(other, 2, 1).getFirst().shown()).contains("Frage: …", "问题: …",
        "Überschrift é: …");
  }
}
