package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items that come from outside, one by one and many at once. */
class ServingTest {
  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  /** What comes until an empty text comes. */
  private static final class Queue implements Iterator<String> {
    final LinkedBlockingQueue<String> items = new LinkedBlockingQueue<>();
    private Optional<String> next = Optional.empty();

    @Override
    public boolean hasNext() {
      try {
        if (next.isEmpty()) {
          next = Optional.of(items.take());
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return !next.orElseThrow().isEmpty();
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String taken = next.orElseThrow();
      next = Optional.empty();
      return taken;
    }
  }

  private void shout(Run run, String item) {
    run.step("shout", kernel.calls.shout(Effect.SAMPLED), item);
  }

  private Program<String, String> serving(Iterator<String> items) {
    return program((run, input) -> {
      run.serve("item", items, key -> key, this::shout);
      return input;
    });
  }

  @Test
  void anItemIsDoneWhileTheNextOneIsStillAwaited() throws InterruptedException {
    Queue queue = new Queue();
    CountDownLatch done = new CountDownLatch(1);
    Program<String, String> program = program((run, input) -> {
      run.serve("item", queue, key -> key, (item, key) -> {
        shout(item, key);
        done.countDown();
      });
      return input;
    });
    Handle<String> handle = kernel.runs.start(ID, program, "in");
    queue.items.add("a");
    done.await();
    queue.items.addAll(List.of("b", ""));
    assertThat(handle.outcome()).isEqualTo(new Outcome.Done<>("in"));
    assertThat(kernel.steps(ID)).extracting(step -> step.path().value()).containsExactlyInAnyOrder(
        "item{a}/shout", "item{b}/shout");
  }

  @Test
  void inWhichOrderTheyCameLeavesNoTrace() {
    kernel.start(serving(List.of("a", "b", "c").iterator()), "in");
    Replay<String> replay = kernel.replay(ID, serving(List.of("c", "a", "b").iterator()));
    assertThat(replay.identical()).isTrue();
    assertThat(replay.steps()).isEqualTo(3);
    assertThat(kernel.replay(ID, serving(List.of("c", "a").iterator())).identical()).isFalse();
    assertThat(kernel.replay(ID, serving(List.of("c", "a", "b", "d").iterator())).identical()).isFalse();
  }

  @Test
  void moreThanCanBeDoneAtOnceAreDoneOneAfterTheOther() {
    List<String> keys = IntStream.range(0, 200).mapToObj(i -> "k" + i).toList();
    assertThat(kernel.start(serving(keys.iterator()), "in")).isInstanceOf(Outcome.Done.class);
    assertThat(kernel.steps(ID)).hasSize(200);
  }

  @Test
  void whatFailsFirstByArrivalIsTheFailureAndTheOthersAreDone() {
    Program<String, String> program = program((run, input) -> {
      run.serve("item", List.of("a", "bad", "worse", "b").iterator(), key -> key, (item, key) -> {
        if (key.equals("bad") || key.equals("worse")) {
          throw AthanorException.user(key, "this one is " + key);
        }
        shout(item, key);
      });
      return input;
    });
    assertThat(kernel.start(program, "in")).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().code()).isEqualTo("bad"));
    assertThat(kernel.steps(ID)).hasSize(2);
  }

  @Test
  void twoItemsOfOneKeyAreRefused() {
    assertThat(kernel.start(serving(List.of("a", "a").iterator()), "in")).isInstanceOfSatisfying(
        Outcome.Failed.class, failed -> assertThat(failed.failure().message()).contains(
            "two items of item have the key \"a\""));
  }
}
