package dev.athanor.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Budget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlMapTest {
  @TempDir
  private Path folder;

  private YamlMap map(String text) {
    return new Yaml(file(text)).read();
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("some.yaml"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatNobodyAsksForIsAMistakeAtItsPlaceWithTheNearestName() {
    YamlMap map = map("name: a\nrepeat: 3\n");
    assertThat(map.text("name")).contains("a");
    assertThat(map.atLeastOne("repeats")).isEmpty();
    assertThatThrownBy(map::finish).hasMessage(folder.resolve("some.yaml")
        + ", line 2, column 1: unknown key \"repeat\"; expected one of name, repeats; did you mean \"repeats\"?");
  }

  @Test
  void aWrongValueIsNamedByItsPathAndPlace() {
    YamlMap inner = map("retrieval:\n  k: many\n").map("retrieval");
    assertThatThrownBy(() -> inner.wholeNumber("k")).hasMessageEndingWith(
        "line 2, column 6: retrieval.k is \"many\"; expected a whole number");
    assertThatThrownBy(() -> map("a: 1\na: 2\n")).hasMessageEndingWith(
        "line 2, column 1: the key \"a\" is here a second time; remove one of the two");
    assertThatThrownBy(() -> map("- a\n"))
        .hasMessageContaining("the file is a list; expected keys with values");
    assertThatThrownBy(() -> map("a: [1\n")).hasMessageContaining("this is not YAML");
  }

  @Test
  void oneItemAloneIsAListOfOneAndATextStandsForAMapping() {
    YamlMap map = map("systems: ask\nscorers: [exact, {scorer: rouge, n: 2}]\nempty:\n");
    assertThat(map.mapsOrNamed("systems", "system")).singleElement()
        .satisfies(each -> assertThat(each.text("system")).contains("ask"));
    assertThat(map.values("scorers")).hasSize(2).last().hasToString("{\"scorer\":\"rouge\",\"n\":2}");
    assertThat(map.texts("empty")).isEmpty();
    map.finish();
  }

  @Test
  void aBudgetIsReadWithItsUnits() {
    Budget budget = BudgetSection.read(map("steps: 10\ndollars: 0.50\ntime: 5 min\n"));
    assertThat(budget.dollars()).contains(new BigDecimal("0.50"));
    assertThat(budget.time()).contains(Duration.ofMinutes(5));
    assertThat(budget.steps()).hasValue(10);
    assertThatThrownBy(() -> BudgetSection.read(map("dollars: 0\n")))
        .hasMessageEndingWith("dollars is 0; expected more than 0");
    assertThatThrownBy(() -> BudgetSection.read(map("time: soon\n")))
        .hasMessageEndingWith(
            "time: \"soon\" is no duration; expected a number and a unit, such as 30 s or 5 min");
  }
}
