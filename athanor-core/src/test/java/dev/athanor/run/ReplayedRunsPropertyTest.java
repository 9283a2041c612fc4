package dev.athanor.run;

import static dev.athanor.run.RandomActs.Kind.BUDGETS;
import static dev.athanor.run.RandomActs.Kind.WAITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Random programs that are changed after they ran, or forked without a change. */
class ReplayedRunsPropertyTest {
  private static final World WORLD = new World();

  @AfterAll
  static void close() {
    WORLD.close();
  }

  /** A change of one step. */
  private enum Change {
    /** Its request is another. */
    ASKS_ANOTHER,
    /** Its operation is another. */
    ANOTHER_OPERATION,
    /** There is one before it. */
    ADDED,
    /** It is gone. */
    REMOVED,
    /** It has another name. */
    RENAMED
  }

  private static List<Act> changed(List<Act> acts, int id, Change change) {
    List<Act> all = new ArrayList<>();
    for (Act act : acts) {
      switch (act) {
        case Act.Ask ask when ask.id() == id -> all.addAll(changed(ask, change));
        case Act.Scope(var name, var budget, var body, var caught) ->
            all.add(new Act.Scope(name, budget, changed(body,
                id, change), caught));
        case Act.Each(var name, var keys, var body, var caught) ->
            all.add(new Act.Each(name, keys, changed(body, id,
                change), caught));
        case Act.Call(var name, var program, var body, var caught) ->
            all.add(new Act.Call(name, program, changed(body,
                id, change), caught));
        case Act.Race(var name, var branches) ->
            all.add(new Act.Race(name, branches.stream().map(branch -> changed(
                branch, id, change)).toList()));
        case Act.Ask _,Act.Wait _,Act.Sleep _,Act.Clock _,Act.Dice _,Act.Since _,Act.Fail _ -> all.add(act);
      }
    }
    return all;
  }

  private static List<Act> changed(Act.Ask ask, Change change) {
    return switch (change) {
      case ASKS_ANOTHER -> List.of(new Act.Ask(ask.id() + 10_000, ask.name(), ask.effect(), ask.manner(), ask
          .caught()));
      case ANOTHER_OPERATION ->
          List.of(new Act.Ask(ask.id(), ask.name(), ask.effect() == Effect.PURE ? Effect.READ
              : Effect.PURE, ask.manner(), ask.caught()));
      case ADDED -> List.of(new Act.Ask(20_000, "new", Effect.PURE, Act.Manner.ANSWERS, true), ask);
      case REMOVED -> List.of();
      case RENAMED -> List.of(new Act.Ask(ask.id(), "new", ask.effect(), ask.manner(), ask.caught()));
    };
  }

  private static ActedProgram programs(List<Act> acts) {
    ActedProgram programs = new ActedProgram(WORLD);
    var _ = programs.of(acts);
    return programs;
  }

  @Test
  void aChangedProgramDivergesWhereItWasChanged() {
    AtomicInteger changes = new AtomicInteger();
    Cases.each(1, 40, (seed, _) -> {
      List<Act> acts = new RandomActs(seed, BUDGETS, WAITS).program();
      WORLD.reset();
      try (Kernel kernel = new Kernel()) {
        Life life = new Life(kernel, WORLD, programs(acts), RunOptions.PLAIN);
        var _ = life.liveOn(MortalJournal.immortal(kernel.store)).orElseThrow();
        for (RunId run : life.runs()) {
          for (Map.Entry<Integer, Set<Path>> asked : asked(kernel, run).entrySet()) {
            for (Change change : Change.values()) {
              ActedProgram programs = programs(changed(acts, asked.getKey(), change));
              Replay<String> replay =
                  kernel.replay(run, programs.named(kernel.store.find(run).orElseThrow().header()
                      .program()));
              assertDiverges(replay, change, asked.getValue(), run + ", step " + asked);
              changes.incrementAndGet();
            }
          }
        }
      }
    });
    assertThat(changes).hasValueGreaterThan(500);
  }

  /** The steps that were asked, with the paths where they were. */
  private static Map<Integer, Set<Path>> asked(Kernel kernel, RunId run) {
    Map<Integer, Set<Path>> asked = new java.util.TreeMap<>();
    for (Entry.Completed step : kernel.steps(run)) {
      String request = step.step().request().value(kernel.store::part).asString();
      int colon = request.indexOf(':');
      if (colon > 0) {
        asked.computeIfAbsent(Integer.valueOf(request.substring(0, colon)), _ -> new TreeSet<>())
            .add(step.path());
      }
    }
    return asked;
  }

  private static void assertDiverges(Replay<String> replay, Change change, Set<Path> paths, String what) {
    assertThat(replay.divergence()).as("%s of %s", change, what).hasValueSatisfying(divergence -> {
      switch (change) {
        case ASKS_ANOTHER -> {
          assertThat(paths).as(what).contains(divergence.path());
          assertThat(divergence.differences()).isNotEmpty();
        }
        case ANOTHER_OPERATION -> {
          assertThat(paths).as(what).contains(divergence.path());
          assertThat(divergence.expected()).isNotEqualTo(divergence.actual()).startsWith("a ");
        }
        case ADDED, RENAMED -> {
          assertThat(divergence.path().leaf()).as(what).isEqualTo("new");
          assertThat(divergence.expected()).isEqualTo("no step");
        }
        case REMOVED -> assertThat(divergence.expected()).isNotBlank();
      }
    });
    assertThat(replay.lived()).isZero();
  }

  @Test
  void aForkWithoutAChangeGivesTheSameOutcomeAndLivesNothingButFailures() {
    AtomicInteger forks = new AtomicInteger();
    Cases.each(100_001, 25, (seed, now) -> {
      List<Act> acts = new RandomActs(seed, WAITS).program();
      WORLD.reset();
      try (Kernel kernel = new Kernel()) {
        Life life = new Life(kernel, WORLD, programs(acts), RunOptions.PLAIN);
        Outcome<String> whole = life.liveOn(MortalJournal.immortal(kernel.store)).orElseThrow();
        Set<String> keyed = WORLD.keyed();
        Map<String, Integer> written = WORLD.written();
        for (Path at : new HashSet<>(kernel.entries(Kernel.ID).map(Entry::path).toList())) {
          RunId fork = new RunId("fork" + forks.incrementAndGet());
          now.at("fork at \"" + at + "\"");
          assertThat(life.fork(at, fork)).isEqualTo(whole);
          assertThat(kernel.steps(fork)).noneMatch(
              ReplayedRunsPropertyTest::livedAgain);
        }
        assertThat(WORLD.keyed()).isEqualTo(keyed);
        assertThat(WORLD.written()).isEqualTo(written);
        life.assertReplaysIdentically();
      }
    });
    assertThat(forks).hasValueGreaterThan(100);
  }

  private static boolean livedAgain(Entry.Completed step) {
    return switch (step.origin()) {
      case RECORDED -> false;
      case LIVED -> step.step().effect().writes() || step.result() instanceof Result.Ok;
      case MEMO, SUPPLIED, REFUSED -> true;
    };
  }

  @Test
  void theSameSeedMakesTheSameProgramAndAnotherAnother() {
    Function<Long, List<Act>> program = seed -> new RandomActs(seed, RandomActs.Kind.values()).program();
    assertThat(program.apply(7L)).isEqualTo(program.apply(7L)).isNotEqualTo(program.apply(8L));
  }
}
