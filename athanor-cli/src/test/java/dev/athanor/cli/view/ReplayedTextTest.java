package dev.athanor.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.terminal.CapturedStreams;
import dev.athanor.cli.terminal.ColorChoice;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.eval.experiment.Parting;
import dev.athanor.eval.report.Replayed;
import dev.athanor.eval.scorer.Output;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Divergence.Difference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayedTextTest {
  private static final RunId LAB = new RunId("lab");
  private static final RunId SEEN = new RunId("seen");
  private static final Path CALL = new Path("arm{baseline}/case{seen}/repeat{0}/trial");

  private static List<String> lines(Replayed replayed) {
    return ReplayedText.lines(replayed, LAB,
        new Screen(new CapturedStreams().piped(), ColorChoice.NEVER, false));
  }

  @Test
  void whereTheBaselineDoesNotDoWhatWasSeenIsShownWithBothSides() {
    Parting parting =
        new Parting("retrieve asks something else", List.of(new Difference("/settings/k", "10", "3")));
    assertThat(lines(new Replayed(List.of(new Replayed.Parted(SEEN, CALL, parting)), List.of(), 4)))
        .containsExactly("",
            "The baseline does not do what was seen in 1 run: the code, or what it stands on, has changed since. There they"
                + " part first:",
            "  seen  retrieve asks something else", "    /settings/k", "    - 10", "    + 3",
            "    athanor diff seen " + LAB.child(CALL), "", "No answer changes.");
  }

  @Test
  void answersThatComeAndGoAreCounted() {
    Optional<Output> some = Optional.of(Output.text("28 days"));
    Optional<Output> none = Optional.of(new Output("", Optional.empty(), true, List.of()));
    List<String> lines = lines(new Replayed(List.of(),
        List.of(changed(some, none), changed(none, some), changed(Optional.empty(), some)), 7));
    assertThat(lines).contains("The baseline does what was seen, in every run and step.",
        "3 of 10 answers change, 1 of them to none, 2 from none; most of all:", "    ? How long?",
        "    - 28 days",
        "    + (no answer)", "    - (failed)");
  }

  private static Replayed.Changed changed(Optional<Output> before, Optional<Output> after) {
    return new Replayed.Changed("candidate", SEEN, Codec.TEXT.encode("How long?"), CALL, 0, before, after);
  }
}
