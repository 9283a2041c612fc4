package dev.athanor.run;

import dev.athanor.journal.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes up programs: the same seed makes the same program. */
public final class RandomActs {
  private static final List<String> NAMES = List.of("a", "b", "größe");
  private static final List<Effect> EFFECTS = List.of(Effect.values());
  private static final List<Act.Manner> MANNERS = List.of(Act.Manner.values());
  private final Random random;
  private final Set<Kind> kinds;
  private int asked;
  private int waits;

  /** Acts that a program may have or not. */
  public enum Kind {
    /** Races: which branch wins depends on which is faster. */
    RACES,
    /** Scopes with budgets: a fork has them anew. */
    BUDGETS,
    /** Waits and sleeps: somebody must answer, and time must pass. */
    WAITS
  }

  /** Programs by a seed, with acts of these kinds. */
  public RandomActs(long seed, Kind... kinds) {
    this.random = new Random(seed);
    this.kinds = Set.of(kinds);
  }

  /** Another program. */
  public List<Act> program() {
    List<Act> acts = acts(3, 2 + random.nextInt(4), false);
    if (random.nextInt(8) == 0) {
      acts.add(new Act.Fail("end"));
    }
    return acts;
  }

  private List<Act> acts(int depth, int count, boolean limited) {
    List<Act> acts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      acts.add(act(depth, limited));
    }
    return acts;
  }

  private Act act(int depth, boolean limited) {
    int kind = random.nextInt(depth > 0 ? 22 : 13);
    return switch (kind) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> ask(limited);
      case 8 -> new Act.Since("change" + random.nextInt(2));
      case 9 -> new Act.Dice();
      case 10 -> new Act.Clock();
      case 11 -> !kinds.contains(Kind.WAITS) || ++waits > 3 ? ask(limited)
          : new Act.Wait(name(), random.nextBoolean());
      case 12 -> !kinds.contains(Kind.WAITS) || ++waits > 3 ? ask(limited) : new Act.Sleep(name());
      case 13, 14 -> new Act.Scope(name(), Act.Scope.UNLIMITED, inside(depth, limited), random.nextBoolean());
      case 15 -> kinds.contains(Kind.BUDGETS)
          ? new Act.Scope(name(), random.nextInt(4), inside(depth, true), random.nextInt(4) > 0)
          : ask(limited);
      case 16, 17 -> new Act.Call(name(), "called-" + asked++, inside(depth, limited), random.nextBoolean());
      case 18, 19 -> limited ? ask(limited) : each(depth);
      case 20 -> random.nextInt(4) == 0 ? new Act.Fail("failed") : ask(limited);
      default -> limited || !kinds.contains(Kind.RACES) ? ask(limited) : race(depth);
    };
  }

  private List<Act> inside(int depth, boolean limited) {
    return acts(depth - 1, 1 + random.nextInt(3), limited);
  }

  private Act.Each each(int depth) {
    List<String> keys = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> "key/" + i).toList();
    return new Act.Each(name(), keys, inside(depth, false), random.nextBoolean());
  }

  private Act.Race race(int depth) {
    return new Act.Race(name(), IntStream.range(0, 2 + random.nextInt(2)).mapToObj(_ -> inside(depth, false))
        .toList());
  }

  /**
   * Under a budget no write stumbles: how often it is tried, which a budget counts, would depend on whether the process died
   * before it was known that the first try had failed.
   */
  private Act.Ask ask(boolean limited) {
    Effect effect = EFFECTS.get(random.nextInt(EFFECTS.size()));
    Act.Manner manner = random.nextInt(3) > 0
        ? Act.Manner.ANSWERS
        : MANNERS.get(random.nextInt(MANNERS.size()));
    boolean once =
        limited && effect.writes() && (manner == Act.Manner.STUMBLES || manner == Act.Manner.KEEPS_FAILING);
    return new Act.Ask(asked++, name(), effect, once ? Act.Manner.ANSWERS : manner, random.nextInt(3) > 0);
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }
}
