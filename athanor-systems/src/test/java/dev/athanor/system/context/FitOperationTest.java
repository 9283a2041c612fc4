package dev.athanor.system.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.run.Program;
import dev.athanor.run.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FitOperationTest {
  private static final OutputFormat TEXT = new OutputFormat.Text();

  private static Passage passage(int words) {
    String text = "word ".repeat(words).strip();
    return new Passage(0, text.length(), text);
  }

  private static Offer offer(String name, int words) {
    return new Offer(new Place(name, "v1", name, List.of()), passage(words), Optional.empty(),
        Optional.empty());
  }

  private static Fitting fit(FitRequest request) {
    try (Runs runs = new Runs(new InMemoryJournal())) {
      return runs.start(RunId.fresh(),
          new Program<>("fit", FitRequest.CODEC, Fitting.CODEC, (run, input) -> run.step("fit",
              new FitOperation(), input)),
          request).outcome().output();
    }
  }

  @Test
  void whatDoesNotFitIsPassedOverAndWhatComesAfterItMayStillFit() {
    Fitting fitting = fit(
        new FitRequest(new ContextLimits(140, 20), List.of(Message.user("why")), TEXT, List.of(offer("a", 40),
            offer("b", 60), offer("c", 20)), List.of()));
    assertThat(fitting.limit()).isEqualTo(100);
    assertThat(fitting.fixed()).isEqualTo(5);
    assertThat(fitting.taken()).containsExactly(new Fitting.Taken(0, false, 47),
        new Fitting.Taken(2, false, 27));
    assertThat(fitting.leftOut()).containsExactly(new Fitting.LeftOut(Fitting.Kind.PASSAGE, 1, "b", 67,
        "of 100 tokens 48 were left"));
    assertThat(fitting.used()).isEqualTo(79);
  }

  @Test
  void thePartThatWasFoundGoesWhereItsSectionDoesNotFit() {
    Offer section = new Offer(new Place("a", "v1", "a", List.of()), passage(90), Optional.of(passage(10)),
        Optional.empty());
    Fitting fitting =
        fit(new FitRequest(new ContextLimits(140, 20), List.of(), TEXT, List.of(section), List.of()));
    assertThat(fitting.taken()).containsExactly(new Fitting.Taken(0, false, 97));
    Fitting tight =
        fit(new FitRequest(new ContextLimits(100, 20), List.of(), TEXT, List.of(section), List.of()));
    assertThat(tight.taken()).containsExactly(new Fitting.Taken(0, true, 17));
    assertThat(tight.leftOut()).containsExactly(new Fitting.LeftOut(Fitting.Kind.SURROUNDINGS, 0, "a", 80,
        "of 60 tokens 60 were left; the part that was found goes"));
  }

  @Test
  void evidenceLeavesEarlierTurnsHalfOfTheRoomAndNoAnswerGoesWithoutItsQuestion() {
    List<Message> history =
        List.of(Message.user("one " + "more ".repeat(9)), Message.assistant("two " + "more ".repeat(9)),
            Message.user("three"), Message.assistant("four"));
    Fitting alone = fit(new FitRequest(new ContextLimits(78, 20), List.of(), TEXT, List.of(), history));
    assertThat(alone.turns()).isEqualTo(4);
    Fitting shared =
        fit(new FitRequest(new ContextLimits(90, 20), List.of(), TEXT, List.of(offer("a", 20)), history));
    assertThat(shared.turns()).isEqualTo(2);
    assertThat(shared.leftOut()).extracting(Fitting.LeftOut::reason).containsOnly(
        "earlier turns may have 25 tokens, and newer ones have 10").hasSize(2);
  }

  @Test
  void aSchemaIsReadByTheModelAsWell() {
    OutputFormat schema = new OutputFormat.Schema("s", Json.parse("{\"type\":\"object\"}"));
    assertThat(
        fit(new FitRequest(new ContextLimits(140, 20), List.of(), schema, List.of(), List.of())).fixed())
        .isEqualTo(9);
  }

  @Test
  void neverMoreGoesThanThereIsRoomForAndEverythingIsAccountedFor() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Offer> offers = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        int words = random.nextInt(120);
        offers.add(new Offer(new Place("d", "v1", "d", List.of()), passage(words),
            random.nextBoolean() ? Optional.of(passage(
                words / 3)) : Optional.empty(),
            random.nextInt(5) == 0 ? Optional.of("unlike") : Optional.empty()));
      }
      List<Message> history = new ArrayList<>();
      for (int i = random.nextInt(10); i > 0; i--) {
        String text = passage(random.nextInt(50)).text();
        history.add(history.size() % 2 == 0 ? Message.user(text) : Message.assistant(text));
      }
      Fitting fitting = fit(
          new FitRequest(new ContextLimits(60 + random.nextInt(400), 20), List.of(Message.user("x")), TEXT,
              offers, history));
      assertThat(fitting.used()).isLessThanOrEqualTo(fitting.limit());
      assertThat(fitting.taken().size()
          + fitting.leftOut().stream().filter(each -> each.kind() == Fitting.Kind.PASSAGE)
              .count())
          .isEqualTo(offers.size());
      assertThat(fitting.turns()
          + fitting.leftOut().stream().filter(each -> each.kind() == Fitting.Kind.TURN).count())
          .isEqualTo(history.size());
      assertThat(fitting.taken()).noneMatch(taken -> offers.get(taken.offer()).unfit().isPresent());
    }
  }

  @Test
  void limitsThatLeaveNoRoomAreRefused() {
    assertThatThrownBy(() -> new ContextLimits(0, 1)).hasMessage(
        "limits.context is 0 tokens; expected a whole number from 1 to 10000000");
    assertThatThrownBy(() -> new ContextLimits(100, 50))
        .hasMessage("limits.answer is 50 tokens; expected at least 1 and less than"
            + " half of limits.context, which is 100: an answer that has to be repaired is there twice");
  }
}
