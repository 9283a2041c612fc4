package dev.athanor.eval.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.propose.GeneratedQuestions.Generated;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Models;
import dev.athanor.model.Prices;
import dev.athanor.model.Usage;
import dev.athanor.run.Retry;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneratedQuestionsTest {
  private static final Section SECTION =
      new Section("leave.md", "Leave", List.of("Paid leave"), Optional.of("en"),
          List.of(new Section.Sentence("Every employee has 28 days of paid leave.", 20, 61),
              new Section.Sentence("What is left can be taken until March.", 63, 101)));

  private static Generated said(String text) {
    Models models = _ -> (request, _) -> {
      assertThat(request.messages().getLast().text())
          .contains("# Leave\nPaid leave\n\nEvery employee has 28 days");
      return new ModelResponse(Message.assistant(text), FinishReason.STOP, Usage.of(1, 1), Optional.empty(),
          Optional.empty(), Map.of());
    };
    var program =
        GeneratedQuestions.of(new ModelOperation(models, Prices.UNKNOWN, Retry.NONE, Duration.ofSeconds(30)));
    try (Runs runs = new Runs(new InMemoryJournal())) {
      return runs.start(RunId.fresh(), program,
          new GeneratedQuestions.Request(ModelName.parse("t:a"), List.of(SECTION)),
          RunOptions.PLAIN).outcome().output();
    }
  }

  private static String json(String question, String answer, String quote) {
    return "{\"question\": \"" + question + "\", \"answer\": \"" + answer + "\", \"quote\": \"" + quote
        + "\"}";
  }

  @Test
  void aQuestionWhoseQuoteStandsThereIsACase() {
    Case given =
        said(json("How long is paid leave?", "28 days", "has 28 days\\n of paid leave.")).cases().getFirst();
    assertThat(given.input().stringValue()).isEqualTo("How long is paid leave?");
    assertThat(given.reference().orElseThrow().stringValue()).isEqualTo("28 days");
    assertThat(given.tags()).containsExactly("generated");
    assertThat(given.metadata().at("/spans/0"))
        .isEqualTo(Json.parse("{\"document\": \"leave.md\", \"start\": 20, \"end\": 61}"));
    assertThat(given.metadata().path("spans").size()).isEqualTo(1);
  }

  @Test
  void whatCanNotBeCheckedIsDroppedWithTheReason() {
    assertThat(said(json("How long is it?", "30 days", "has 30 days of paid leave.")).dropped())
        .containsExactly("leave.md, Paid leave: the quote does not stand there: has 30 days of paid leave.");
    assertThat(said(json("What does the passage say?", "x", "Every employee")).dropped().getFirst())
        .contains("points at a text that nobody sees: What does the passage say?");
    assertThat(said(json("", "", "")).dropped().getFirst()).contains("no question that it answers");
    assertThat(said("Sorry.").dropped().getFirst()).contains("did not answer in JSON: Sorry.");
    assertThat(said("Sorry.").cases()).isEmpty();
  }
}
