package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Budget;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import dev.athanor.journal.Payload;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** A run as one scope of the program sees it: it knows its path and numbers its steps. Owned by one thread. */
final class ScopedRun implements Run {
  private static final Operation<String, Instant> CLOCK = new Clock();

  private final Execution execution;
  private final Path path;
  private final Account account;
  private final Branch branch;
  private final Thread owner = Thread.currentThread();
  private final Map<String, Integer> ordinals = new HashMap<>();

  ScopedRun(Execution execution, Path path, Account account, Branch branch) {
    this.execution = execution;
    this.path = path;
    this.account = account;
    this.branch = branch;
  }

  /** The clock as a step: the request says nothing, the answer is what was recorded. */
  private static final class Clock implements Operation<String, Instant> {
    @Override
    public String name() {
      return "clock";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Effect effect() {
      return Effect.READ;
    }

    @Override
    public Codec<String> request() {
      return Codec.TEXT;
    }

    @Override
    public Codec<Instant> response() {
      return Codec.of(Instant.class);
    }

    @Override
    public Instant live(String request, Attempt attempt) {
      return Instant.now();
    }
  }

  @Override
  public <Q, R> R step(String name, Operation<Q, R> operation, Q request, Consumer<JsonNode> watcher) {
    return at(name, step -> execution.steps().answer(step, operation, request,
        new Asked.By(account, branch, watcher)));
  }

  @Override
  public Strand strand(String name) {
    check(branch::checkTold);
    return new GivenStrand(execution, next(name), account, branch);
  }

  @Override
  public <R> R scope(String name, Budget budget, Function<Run, R> body) {
    return at(name,
        scope -> body.apply(new ScopedRun(execution, scope, execution.account(account, budget, scope),
            branch)));
  }

  @Override
  public <T, R> List<R> each(String name, Collection<T> items, Function<T, String> key, BiFunction<Run, T,
      R> body) {
    return at(name, collection -> {
      Set<String> keys = new HashSet<>();
      List<Fan.Task<R>> tasks = items.stream()
          .map(item -> new Fan.Task<R>(item(collection, key.apply(item), keys), run -> body.apply(run, item)))
          .toList();
      return execution.fan().all(tasks, account, branch);
    });
  }

  private static Path item(Path collection, String own, Set<String> keys) {
    if (!keys.add(own)) {
      throw AthanorException.user("duplicate-key", "two items of " + collection + " have the key \"" + own
          + "\": a key must name its item alone, so that its steps are found again");
    }
    return collection.item(own);
  }

  @Override
  public <T> void serve(String name, Iterator<T> items, Function<T, String> key, BiConsumer<Run, T> body) {
    at(name, collection -> {
      Set<String> keys = new HashSet<>();
      execution.fan().serve(items, item -> new Fan.Task<Boolean>(item(collection, key.apply(item), keys),
          run -> {
            body.accept(run, item);
            return true;
          }), account, branch);
      return true;
    });
  }

  @Override
  public <R> R race(String name, List<Function<Run, R>> branches) {
    if (branches.isEmpty()) {
      throw AthanorException.user("empty-race", "race \"" + name + "\" has no branches");
    }
    return at(name, race -> {
      List<Fan.Task<R>> tasks = new java.util.ArrayList<>();
      for (int i = 0; i < branches.size(); i++) {
        tasks.add(new Fan.Task<>(race.item(Integer.toString(i)), branches.get(i)));
      }
      return execution.fan().first(race, tasks, account, branch);
    });
  }

  @Override
  public <I, O> O call(String name, Program<I, O> program, I input) {
    return at(name, step -> execution.nested().answer(step, program, input, account, branch));
  }

  @Override
  public <I, O> Called<O> call(String name, Program<I, O> program, I input, CallOptions options) {
    return at(name, step -> {
      try {
        return new Called<>(step, new Outcome.Done<>(execution.nested().answer(step, program, input, options,
            account, branch)));
      } catch (StepFailed e) {
        return new Called<>(step, new Outcome.Failed<>(e.failure()));
      }
    });
  }

  @Override
  public <R> R await(String name, Signal<R> signal, Deadline deadline) {
    return at(name, wait -> execution.waits().answer(wait, signal, deadline));
  }

  @Override
  public void sleep(String name, Duration duration) {
    try {
      await(name, Signal.of("timer", "", Codec.TEXT), Deadline.after(duration));
    } catch (StepFailed e) {
      if (!e.code().equals(Failure.DEADLINE)) {
        throw e;
      }
    }
  }

  @Override
  public Instant now() {
    return step("clock", CLOCK, "");
  }

  @Override
  public RandomGenerator random() {
    return at("random", source -> {
      byte[] digest = Hash.of(execution.drive().header.seed() + "\n" + source).bytes();
      return new Random(ByteBuffer.wrap(digest).getLong());
    });
  }

  @Override
  public boolean since(String change) {
    check();
    Drive drive = execution.drive();
    Path marker = path.child("since:" + change, 0);
    Past.Place place = drive.past.at(marker);
    Entry.Marked marked = place.marked;
    if (marked != null) {
      return marked.present();
    }
    boolean present = !drive.replaying()
        && drive.past.unreached().noneMatch(step -> step.within(path) && !drive.isLost(step));
    if (!drive.replaying()) {
      Entry.Marked made = new Entry.Marked(marker, present);
      drive.write(script -> script.write(made));
      place.marked = made;
    }
    return present;
  }

  @Override
  public boolean isPinned(String key) {
    return execution.drive().manifest.has(key);
  }

  @Override
  public <T> T pinned(String key, Codec<T> codec) {
    JsonNode content = execution.drive().manifest.get(key);
    if (content == null) {
      throw AthanorException.user("not-pinned", "the run is not pinned to \"" + key + "\"; it is pinned to "
          + execution.drive().manifest.propertyNames());
    }
    return codec.decode(content.deepCopy());
  }

  @Override
  public InputStream open(Payload payload) {
    return execution.drive().open(payload);
  }

  @Override
  public <I> RuntimeException continueAs(I input) {
    check();
    execution.continueAs(path, input);
    throw branch.leave(new Unwind("the run continues as a new one"));
  }

  /** Takes the next path of that name, and sees that nobody goes on after the program was left. */
  private <R> R at(String name, Function<Path, R> body) {
    check();
    Path next = next(name);
    return guarded(() -> body.apply(next));
  }

  private Path next(String name) {
    return path.child(name, ordinals.merge(name, 1, Integer::sum) - 1);
  }

  private <R> R guarded(Supplier<R> body) {
    try {
      return body.get();
    } catch (Unwind e) {
      throw branch.leave(e);
    }
  }

  private void check() {
    check(branch::check);
  }

  private void check(Runnable mayGoOn) {
    if (Call.LIVING.isBound()) {
      throw Steps.nested(Call.LIVING.get());
    }
    if (Thread.currentThread() != owner) {
      throw AthanorException.user("run-shared", "the run of scope \"" + path
          + "\" was used from another thread, where the order of"
          + " steps depends on scheduling; use each or race, and in their branches the run that they are given,"
          + " or a strand where the thread is somebody else's");
    }
    mayGoOn.run();
  }
}
