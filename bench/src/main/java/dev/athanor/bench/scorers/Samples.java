package dev.athanor.bench.scorers;

import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;

/** Scores samples in runs that nobody keeps. */
final class Samples {
  private Samples() {}

  static Score score(Scorer scorer, Sample sample) {
    try (Runs runs = new Runs(new InMemoryJournal())) {
      var program = new Program<>("score", Codec.TEXT, Score.CODEC, (run, _) -> scorer.score(sample, run));
      return runs.start(RunId.fresh(), program, "", RunOptions.PLAIN).outcome().output();
    }
  }
}
