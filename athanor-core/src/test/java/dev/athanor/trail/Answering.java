package dev.athanor.trail;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import java.util.List;

/** Gives one answer after another, whatever is asked. */
record Answering(List<String> answers) implements Operation<String, String> {
  @Override
  public String name() {
    return "answering";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.SAMPLED;
  }

  @Override
  public Codec<String> request() {
    return Codec.TEXT;
  }

  @Override
  public Codec<String> response() {
    return Codec.TEXT;
  }

  @Override
  public String live(String request, Attempt attempt) {
    return answers.removeFirst();
  }
}
