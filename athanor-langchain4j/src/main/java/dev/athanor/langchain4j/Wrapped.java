package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;

/**
 * What a wrapped object does, as an operation. LangChain4j's own retries and timeouts are below it.
 *
 * @param name by which records and forks name it
 * @param effect what it does to the world
 * @param request reads and writes requests
 * @param response reads and writes responses
 * @param call of the wrapped object
 */
record Wrapped<Q, R>(String name, Effect effect, Codec<Q> request, Codec<R> response, Call<Q, R> call)
    implements Operation<Q, R> {
  /** A call of the wrapped object. */
  interface Call<Q, R> {
    R live(Q request, Attempt attempt) throws Exception;
  }

  @Override
  public String version() {
    return "1";
  }

  /** An exception is recorded as a failure; a call that writes makes an answer of what it catches instead. */
  @Override
  public R live(Q asked, Attempt attempt) throws Exception {
    try {
      return ScopedValue.where(Binding.HERE, new Binding.Below(attempt.key()))
          .call(() -> call.live(asked, attempt));
    } catch (RuntimeException e) {
      throw Failures.recorded(e);
    }
  }

  /** Asks the run, and fails as LangChain4j's code and the application expect it. */
  R ask(Run run, String step, Q asked) {
    try {
      return run.step(step, this, asked);
    } catch (StepFailed e) {
      throw Failures.thrown(e);
    }
  }
}
