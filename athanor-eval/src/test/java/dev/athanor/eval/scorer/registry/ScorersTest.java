package dev.athanor.eval.scorer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Json;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.Models;
import dev.athanor.model.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScorersTest {
  private final Scorers scorers = Scorers.offline();

  private void make(String json) {
    scorers.make(Json.parse(json));
  }

  @Test
  void aNameAloneOrWithSettingsMakesAScorer() {
    assertThat(scorers.make(Json.parse("\"exact\"")).metric().name()).isEqualTo("exact");
    assertThat(scorers.make(Json.parse("{\"scorer\": \"rouge\", \"n\": 2, \"stem\": true}")).metric().name())
        .isEqualTo("rouge-2");
    assertThat(scorers.kinds().stream().map(each -> each.name())).doesNotHaveDuplicates();
  }

  @Test
  void whatIsUnknownOrWrongIsNamed() {
    assertThatThrownBy(() -> make("\"rogue\""))
        .hasMessageStartingWith("there is no scorer \"rogue\"; nearest: rouge");
    assertThatThrownBy(() -> make("{\"scorer\": \"rouge\", \"m\": 2}"))
        .hasMessage("the scorer rouge has no setting \"m\"; it has n, stem, part");
    assertThatThrownBy(() -> make("{\"scorer\": \"rouge\", \"n\": 0}"))
        .hasMessage("the scorer rouge has n: 0; expected a whole number of at least 1");
    assertThatThrownBy(() -> make("{\"scorer\": \"rouge-l\", \"part\": \"f2\"}"))
        .hasMessage("the scorer rouge-l has part: \"f2\"; expected one of precision, recall, f1");
    assertThatThrownBy(() -> make("{\"scorer\": \"regex\"}"))
        .hasMessage("the scorer regex needs the setting pattern, which is missing; expected text");
    assertThatThrownBy(() -> make("{\"scorer\": \"regex\", \"pattern\": \"(\"}"))
        .hasMessageContaining("expected a regular expression; Unclosed group");
    assertThatThrownBy(() -> make("{\"scorer\": \"rouge-l\", \"part\": [\"f1\"]}"))
        .hasMessage("the scorer rouge-l has part: [\"f1\"]; expected one of precision, recall, f1");
    assertThatThrownBy(() -> make("{\"scorer\": \"length\", \"least\": 5, \"most\": 3}"))
        .hasMessage(
            "the scorer length has most: 3; expected a whole number of at least 5, which is its least");
    assertThatThrownBy(() -> make("{\"scorer\": \"length\", \"most\": 0}"))
        .hasMessage(
            "the scorer length has most: 0; expected a whole number of at least 1, which is its least");
    assertThatThrownBy(() -> make("{\"scorer\": \"reward\", \"least\": \"high\"}"))
        .hasMessage("the scorer reward has least: \"high\"; expected a number");
    assertThatThrownBy(() -> make("{\"scorer\": \"numeric\", \"relative\": -0.1}"))
        .hasMessage("the scorer numeric has relative: -0.1; expected a number of at least 0");
    assertThatThrownBy(() -> make("{\"scorer\": \"claim-support\", \"least\": 1.5}"))
        .hasMessage("the scorer claim-support has least: 1.5; expected a number from 0 to 1");
    assertThatThrownBy(() -> make("{}")).hasMessageStartingWith("this names no scorer: {}");
  }

  @Test
  void theDocumentationHasEveryScorer() throws IOException {
    Models nobody = name -> {
      throw new AssertionError("asked for " + name);
    };
    String table = Scorers.with(new ModelOperation(nobody, Prices.UNKNOWN)).table();
    assertThat(Files.readString(Path.of("..", "docs", "scorers.md"))).contains(table);
  }
}
