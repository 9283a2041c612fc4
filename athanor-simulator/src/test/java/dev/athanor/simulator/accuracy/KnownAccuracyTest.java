package dev.athanor.simulator.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.ToolChoice;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownAccuracyTest {
  private static final AnswerTable TABLE =
      new AnswerTable(IntStream.range(0, 50).mapToObj(i -> new AnswerTable.Row(
          "What is " + i + " plus 100?", Integer.toString(i + 100))).toList());

  private static Reply ask(KnownAccuracy model, String name, String text, int draw) {
    Question question = new Question(name, List.of(Message.user(text)), List.of(), ToolChoice.AUTO,
        new OutputFormat.Text(), Optional.empty(), false, Json.object());
    return model.reply(question, new Draw(3, Hash.of(name + text), draw));
  }

  private static String text(Reply reply) {
    return ((Part.Text) ((Reply.Answer) reply).parts().getFirst()).text();
  }

  @Test
  void isRightAboutAsOftenAsIsSaid() {
    KnownAccuracy model = new KnownAccuracy(TABLE, Map.of("good", 0.9, "poor", 0.3));

    // Four standard errors of 2,000 draws.
    assertThat(right(model, "good")).isBetween(0.9 - 0.027, 0.9 + 0.027);
    assertThat(right(model, "poor")).isBetween(0.3 - 0.041, 0.3 + 0.041);
  }

  private static double right(KnownAccuracy model, String name) {
    return TABLE.rows().stream().flatMap(row -> IntStream.range(0, 40).mapToObj(draw -> text(ask(model, name,
        "Answer briefly. " + row.input(), draw)).equals(row.target()))).mapToInt(good -> good ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void drawsTheSameForTheSameDrawAndAnotherForAnother() {
    KnownAccuracy model = new KnownAccuracy(TABLE, Map.of("*", 0.5));
    List<String> draws =
        IntStream.range(0, 30).mapToObj(draw -> text(ask(model, "m", "What is 7 plus 100?", draw)))
            .toList();

    assertThat(
        IntStream.range(0, 30).mapToObj(draw -> text(ask(model, "m", "What is 7 plus 100?", draw))).toList())
        .isEqualTo(draws);
    assertThat(draws).contains("107").anyMatch(text -> !text.equals("107"));
  }

  @Test
  void isWrongInAPlausibleWay() {
    AnswerTable mixed =
        new AnswerTable(List.of(new AnswerTable.Row("q1", "12"), new AnswerTable.Row("q2", "13"),
            new AnswerTable.Row("q3", "a long sentence about rivers"), new AnswerTable.Row("q4", "12 ")));
    KnownAccuracy wrong = new KnownAccuracy(mixed, Map.of("*", 0.0));

    assertThat(IntStream.range(0, 20).mapToObj(draw -> text(ask(wrong, "m", "q1", draw))))
        .doesNotContain("12", "12 ")
        .contains("13");
    assertThat(
        text(ask(new KnownAccuracy(new AnswerTable(List.of(new AnswerTable.Row("q", "a"))), Map.of("*", 0.0)),
            "m", "q", 0)))
        .isEqualTo("I don't know.");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    KnownAccuracy model = new KnownAccuracy(TABLE, Map.of("gpt-*", 0.5));

    assertThat(ask(model, "gpt-5", "Who are you?", 0).toString()).contains("none of the 50 questions")
        .contains(
            "Who are you?");
    assertThat(ask(model, "claude", "What is 7 plus 100?", 0).toString()).contains(
        "no accuracy is given for the model claude");
    assertThatThrownBy(() -> new KnownAccuracy(TABLE, Map.of("m", 1.5)))
        .hasMessageContaining("that of m is 1.5");
  }

  @Test
  void readsJsonlAndNamesABadLine(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("q.jsonl"), """
        {"input":"a","target":"b","id":1}

        {"input":"c"}
        """);
    assertThatThrownBy(() -> AnswerTable.read(file)).hasMessageContaining("line 3: expected {\"input\"");
    Files.writeString(file, "{\"input\":\"a\",\"target\":\"b\",\"id\":1}\n");
    assertThat(AnswerTable.read(file).rows()).containsExactly(new AnswerTable.Row("a", "b"));
    Files.writeString(file, "{");
    assertThatThrownBy(() -> AnswerTable.read(file)).hasMessageContaining("line 1")
        .hasMessageContaining("not JSON");
    assertThatThrownBy(() -> AnswerTable.read(folder.resolve("none"))).hasMessageContaining("can't be read");
  }
}
