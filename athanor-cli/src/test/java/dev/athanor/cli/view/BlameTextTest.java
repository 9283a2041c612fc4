package dev.athanor.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.terminal.CapturedStreams;
import dev.athanor.cli.terminal.ColorChoice;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.eval.blame.Finding;
import dev.athanor.eval.blame.Suspect;
import dev.athanor.eval.scorer.Score;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlameTextTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "5 | no step stands out beyond chance; draw more often with --draws 20",
      "30 | no step stands out beyond chance; draw more often with --draws 100",
      "100 | no step stands out beyond chance, and no more draws can be made from each"})
  void noMoreDrawsAreAdvisedThanCanBeMade(int draws, String advice) {
    Suspect suspect = new Suspect(new Path("command"), "command", Spend.NONE, Duration.ZERO);
    Finding finding = new Finding(suspect, 0, 1, List.of(Score.of(0, "wrong")));
    BlameText text = new BlameText(new RunId("e1"), Score.of(0, "wrong"), draws, List.of(finding));
    Screen screen = new Screen(new CapturedStreams().piped(), ColorChoice.NEVER, false);
    assertThat(text.lines(screen)).last().isEqualTo(advice);
  }
}
