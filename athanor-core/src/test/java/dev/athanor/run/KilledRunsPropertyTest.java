package dev.athanor.run;

import static dev.athanor.run.RandomActs.Kind.BUDGETS;
import static dev.athanor.run.RandomActs.Kind.RACES;
import static dev.athanor.run.RandomActs.Kind.WAITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Random programs whose process is killed at every write, before it is durable and after: whatever the moment, another
 * process brings the run to the end that it would have had.
 */
class KilledRunsPropertyTest {
  private static final World WORLD = new World();

  @AfterAll
  static void close() {
    WORLD.close();
  }

  /** What a run came to that nobody has killed. */
  private record Whole(Outcome<String> outcome, Set<String> keyed, Map<String, Integer> written,
      int writes) {}

  @Test
  void aKilledRunComesToTheEndThatItWouldHaveHad() {
    Cases.each(1, 24,
        (seed, now) -> killedEverywhere(seed, now, new RandomActs(seed, BUDGETS, WAITS).program(), List
            .of()));
  }

  @Test
  void aKilledRunThatIsContinuedComesToTheEndThatItWouldHaveHad() {
    Cases.each(100_001, 6, (seed, now) -> {
      RandomActs acts = new RandomActs(seed, WAITS);
      killedEverywhere(seed, now, acts.program(), acts.program());
    });
  }

  @Test
  void aKilledRunWithRacesComesToTheEndThatItWouldHaveHad() {
    Cases.each(200_001, 12,
        (seed, now) -> killedEverywhere(seed, now, new RandomActs(seed, RACES, BUDGETS, WAITS)
            .program(), List.of()));
  }

  private static ActedProgram programs(List<Act> acts, List<Act> more) {
    ActedProgram programs = new ActedProgram(WORLD);
    var _ = more.isEmpty() ? programs.of(acts) : programs.of(acts, more);
    return programs;
  }

  private static void killedEverywhere(long seed, Cases now, List<Act> acts, List<Act> more) {
    Whole whole = whole(programs(acts, more));
    for (int write = 1; write <= whole.writes; write++) {
      for (boolean durable : List.of(true, false)) {
        now.at("killed at write " + write + (durable ? ", which was durable" : ", which was lost"));
        killed(whole, programs(acts, more), write, durable, new Random(seed * 1_000 + write));
      }
    }
  }

  private static Whole whole(ActedProgram programs) {
    WORLD.reset();
    try (Kernel kernel = new Kernel()) {
      MortalJournal access = MortalJournal.immortal(kernel.store);
      Life life = new Life(kernel, WORLD, programs, RunOptions.PLAIN);
      Outcome<String> outcome = life.liveOn(access).orElseThrow();
      assertThat(outcome).isNotInstanceOf(Outcome.Diverged.class);
      life.assertReplaysIdentically();
      return new Whole(outcome, WORLD.keyed(), WORLD.written(), access.writes());
    }
  }

  private static void killed(Whole whole, ActedProgram programs, int write, boolean durable, Random random) {
    WORLD.reset();
    try (Kernel kernel = new Kernel()) {
      Life life = new Life(kernel, WORLD, programs, RunOptions.PLAIN);
      Optional<Outcome<String>> outcome = life.liveOn(new MortalJournal(kernel.store, write, durable));
      Map<String, Integer> livedBefore = new HashMap<>();
      boolean again = random.nextBoolean();
      while (outcome.isEmpty()) {
        life.committed().forEach(key -> livedBefore.putIfAbsent(key, WORLD.lived(key)));
        int next = again ? 1 + random.nextInt(whole.writes) : Integer.MAX_VALUE;
        again = false;
        outcome = life.liveOn(new MortalJournal(kernel.store, next, random.nextBoolean()));
      }
      assertThat(outcome).contains(whole.outcome);
      livedBefore
          .forEach((key, times) -> assertThat(WORLD.lived(key)).as("lives of a committed step").isEqualTo(
              times));
      life.assertReplaysIdentically();
      assertEffects(whole, kernel, life);
    }
  }

  /** What a race's losers do depends on when they are told; all else is done once, as often as without the kill. */
  private static void assertEffects(Whole whole, Kernel kernel, Life life) {
    assertThat(WORLD.written()).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    boolean races = life.runs().stream().flatMap(kernel::entries).anyMatch(Entry.Won.class::isInstance);
    if (!races) {
      assertThat(WORLD.keyed()).isEqualTo(whole.keyed);
      assertThat(WORLD.written()).isEqualTo(whole.written);
    }
  }

  @Test
  void aWriteIsInDoubtExactlyWhereItDied() {
    Cases.each(300_001, 16, (seed, now) -> {
      List<Act> acts = new RandomActs(seed, WAITS).program();
      int writes = whole(programs(acts, List.of())).writes;
      for (int write = 1; write <= writes; write++) {
        now.at("killed at write " + write);
        doubts(programs(acts, List.of()), write);
      }
    });
  }

  private static void doubts(ActedProgram programs, int write) {
    WORLD.reset();
    try (Kernel kernel = new Kernel()) {
      Life life = new Life(kernel, WORLD, programs, RunOptions.PLAIN);
      if (life.liveOn(new MortalJournal(kernel.store, write, write % 2 == 0)).isPresent()
          || life.runs().isEmpty()) {
        return;
      }
      Set<String> open = life.inDoubt();
      Outcome<String> outcome = kernel.runs.drive(Kernel.ID, programs.named("acts"));
      Set<String> told = new HashSet<>();
      if (outcome instanceof Outcome.InDoubt<String>(var doubts)) {
        doubts.forEach(doubt -> told.add(Life.key(doubt.run(), doubt.path())));
      }
      assertThat(told).as("writes in doubt").isEqualTo(open);
      assertThat(life.inDoubt()).isEqualTo(open);
    }
  }

  @Test
  void aRunThatIsCancelledAtAnyWriteEndsAndReplays() {
    Cases.each(400_001, 16, (seed, now) -> {
      List<Act> acts =
          (seed % 2 == 0 ? new RandomActs(seed, RACES, BUDGETS, WAITS) : new RandomActs(seed, BUDGETS,
              WAITS)).program();
      int writes = whole(programs(acts, List.of())).writes;
      for (int write = 2; write < writes; write++) {
        now.at("cancelled at write " + write);
        cancelled(programs(acts, List.of()), write);
      }
    });
  }

  private static void cancelled(ActedProgram programs, int write) {
    WORLD.reset();
    try (Kernel kernel = new Kernel()) {
      Life life = new Life(kernel, WORLD, programs, RunOptions.PLAIN);
      MortalJournal access = new MortalJournal(kernel.store, write, true) {
        @Override
        <T> T atTheLast(java.util.function.Supplier<T> cancelledAfter) {
          T result = cancelledAfter.get();
          kernel.store.cancel(Kernel.ID);
          return result;
        }
      };
      assertThat(life.liveOn(access)).isPresent();
      life.assertReplaysIdentically();
      assertThat(kernel.store.due(100).stream().filter(run -> !ownedByALoser(kernel, run))).isEmpty();
      assertNothingBegunSince(kernel);
    }
  }

  /**
   * A cancellation takes effect between steps: the step that is being lived when it comes goes on to its end, with its
   * retries, and no other is begun. Branches ask at the same time; of each, one step may be under way.
   */
  private static void assertNothingBegunSince(Kernel kernel) {
    List<Stamped> entries = kernel.store.entries(Kernel.ID, 0);
    long cancelledAt =
        entries.stream().filter(stamped -> stamped.entry() instanceof Entry.Cancelled).mapToLong(
            Stamped::sequence).findFirst().orElse(Long.MAX_VALUE);
    Map<String, List<Path>> since = entries.stream().filter(stamped -> stamped.sequence() > cancelledAt).map(
        Stamped::entry).filter(KilledRunsPropertyTest::operationLived).map(Entry::path)
        .collect(Collectors.groupingBy(
            KilledRunsPropertyTest::branch));
    assertThat(since).as("lived since the cancellation, by branch")
        .allSatisfy((_, steps) -> assertThat(steps).hasSize(
            1));
    assertThat(kernel.steps(Kernel.ID))
        .noneMatch(step -> operationLived(step) && branch(step.path()).isEmpty() && step
            .attempt() == 1 && step.after() > cancelledAt);
  }

  /** A called run is told for itself. */
  private static boolean operationLived(Entry entry) {
    return entry instanceof Entry.Completed step && step.origin() == Origin.LIVED && !step.step().operation()
        .startsWith(Sum.CALL);
  }

  /** The item or the runner that took this step; empty if the program itself did. */
  private static String branch(Path path) {
    return path.value().substring(0, path.value().lastIndexOf('}') + 1);
  }

  private static boolean ownedByALoser(Kernel kernel, RunId run) {
    return kernel.store.find(run).orElseThrow().header()
        .derivation() instanceof dev.athanor.journal.Derivation.Nested;
  }

  @Test
  void noBudgetOfStepsIsEverPassed() {
    Cases.each(500_001, 20, (seed, now) -> {
      List<Act> acts = new RandomActs(seed, RACES, BUDGETS, WAITS).program();
      int lived = livedWithin(Long.MAX_VALUE, acts, Integer.MAX_VALUE);
      for (long budget = 0; budget < lived; budget += 1 + budget / 4) {
        now.at("within " + budget + " steps");
        livedWithin(budget, acts, Integer.MAX_VALUE);
        now.at("within " + budget + " steps, killed at write " + (2 + budget));
        livedWithin(budget, acts, 2 + (int) budget);
      }
    });
  }

  /**
   * Within its budget a run stays exactly, whether it was killed, waited or both. Only if branches call runs, one may live
   * something new before another has come to its called run, which is not over and counts what it has done when it is driven
   * again: by so much a budget can be passed, and by nothing else.
   */
  private static int livedWithin(long budget, List<Act> acts, int killedAt) {
    WORLD.reset();
    try (Kernel kernel = new Kernel()) {
      RunOptions options = RunOptions.PLAIN.within(Budget.UNLIMITED.steps(budget));
      Life life = new Life(kernel, WORLD, programs(acts, List.of()), options);
      if (life.liveOn(new MortalJournal(kernel.store, killedAt, true)).isEmpty()) {
        var _ = life.liveOn(MortalJournal.immortal(kernel.store)).orElseThrow();
      }
      life.assertReplaysIdentically();
      if (budget < Long.MAX_VALUE) {
        long late = branchesCall(kernel, life)
            ? life.runs().stream().filter(run -> !run.equals(Kernel.ID)).mapToLong(run -> lived(kernel, run))
                .sum()
            : 0;
        assertThat(life.runs().stream().mapToLong(run -> lived(kernel, run)).sum())
            .isLessThanOrEqualTo(budget + late);
      }
      return WORLD.lived();
    }
  }

  private static boolean branchesCall(Kernel kernel, Life life) {
    return life.runs().stream().flatMap(run -> kernel.steps(run).stream())
        .anyMatch(step -> step.step().operation()
            .startsWith(Sum.CALL) && !branch(step.path()).isEmpty());
  }

  private static long lived(Kernel kernel, RunId run) {
    return kernel.entries(run).filter(KilledRunsPropertyTest::counts).count();
  }

  private static boolean counts(Entry entry) {
    if (entry instanceof Entry.Completed step) {
      return step.lived() && !step.step().operation().startsWith(Sum.CALL);
    }
    return entry instanceof Entry.Attempted attempted && attempted.lived();
  }

  @Test
  void effectsAreOfAllKinds() {
    Set<Effect> effects = new HashSet<>();
    for (long seed = 1; seed <= 12; seed++) {
      effects(new RandomActs(seed, RACES, BUDGETS, WAITS).program(), effects);
    }
    assertThat(effects).containsExactlyInAnyOrder(Effect.values());
  }

  private static void effects(List<Act> acts, Set<Effect> found) {
    for (Act act : acts) {
      switch (act) {
        case Act.Ask ask -> found.add(ask.effect());
        case Act.Scope scope -> effects(scope.body(), found);
        case Act.Each each -> effects(each.body(), found);
        case Act.Race race -> race.branches().forEach(branch -> effects(branch, found));
        case Act.Call call -> effects(call.body(), found);
        case Act.Wait _,Act.Sleep _,Act.Clock _,Act.Dice _,Act.Since _,Act.Fail _ -> {
          // no step with an effect that is chosen
        }
      }
    }
  }
}
