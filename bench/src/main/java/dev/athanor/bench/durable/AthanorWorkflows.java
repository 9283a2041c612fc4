package dev.athanor.bench.durable;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.Runs;

/** Runs over a journal. */
final class AthanorWorkflows implements Workflows {
  static final Program<Integer, String> PROGRAM = new Program<>("trivial-steps", Codec.of(Integer.class),
      Codec.TEXT, AthanorWorkflows::body);

  private final String name;
  private final Journal journal;
  private final Runs runs;

  AthanorWorkflows(String name, Journal journal) {
    this.name = name;
    this.journal = journal;
    this.runs = new Runs(journal);
  }

  private static String body(Run run, Integer steps) {
    String answer = "";
    for (int i = 0; i < steps; i++) {
      answer = run.step("step", Trivial.STEP, i);
    }
    return answer;
  }

  /** Reads: like a peer's step, it may be lived again after a crash before its answer was recorded. */
  enum Trivial implements Operation<Integer, String> {
    STEP;

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Effect effect() {
      return Effect.READ;
    }

    @Override
    public Codec<Integer> request() {
      return NUMBER;
    }

    @Override
    public Codec<String> response() {
      return Codec.TEXT;
    }

    @Override
    public String live(Integer request, Attempt attempt) {
      return Workflows.answer(request);
    }

    private static final Codec<Integer> NUMBER = Codec.of(Integer.class);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String run(int steps) {
    return runs.start(RunId.fresh(), PROGRAM, steps).outcome().output();
  }

  @Override
  public void close() {
    runs.close();
    journal.close();
  }
}
