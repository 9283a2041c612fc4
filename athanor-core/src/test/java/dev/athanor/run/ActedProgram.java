package dev.athanor.run;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Does what a list of {@link Act acts} says. What was answered so far is part of every request, so that an answer which
 * is not the recorded one can't stay unseen.
 */
public final class ActedProgram {
  /** How long waits and sleeps are. */
  public static final Duration DEADLINE = Duration.ofHours(1);
  private final Outside world;
  private final Map<String, Program<String, String>> programs = new ConcurrentHashMap<>();

  /** Programs that have to do with this. */
  public ActedProgram(Outside world) {
    this.world = world;
  }

  /** The acts as a program. */
  public Program<String, String> of(List<Act> acts) {
    return named("acts", acts);
  }

  /** Some acts, and then the run goes on as a new one with some more. */
  public Program<String, String> of(List<Act> acts, List<Act> more) {
    register(acts);
    register(more);
    Program<String, String> program = new Program<>("acts", Codec.TEXT, Codec.TEXT, (run, input) -> {
      if (input.startsWith("more ")) {
        return act(run, more, input);
      }
      throw run.continueAs("more " + act(run, acts, input));
    });
    programs.put("acts", program);
    return program;
  }

  private Program<String, String> named(String name, List<Act> acts) {
    register(acts);
    Program<String, String> program =
        new Program<>(name, Codec.TEXT, Codec.TEXT, (run, input) -> act(run, acts,
            input));
    programs.put(name, program);
    return program;
  }

  private void register(List<Act> acts) {
    for (Act act : acts) {
      switch (act) {
        case Act.Scope scope -> register(scope.body());
        case Act.Each each -> register(each.body());
        case Act.Race race -> race.branches().forEach(this::register);
        case Act.Call call -> named(call.program(), call.body());
        case Act.Ask _,Act.Wait _,Act.Sleep _,Act.Clock _,Act.Dice _,Act.Since _,Act.Fail _ -> {
          // calls no program
        }
      }
    }
  }

  /** The program of this name, which is called here or is the whole. */
  public Program<String, String> named(String name) {
    return Objects.requireNonNull(programs.get(name), name);
  }

  private String act(Run run, List<Act> acts, String before) {
    StringBuilder said = new StringBuilder(before);
    for (Act act : acts) {
      said.append(' ').append(act(run, act, Integer.toHexString(said.toString().hashCode())));
    }
    return said.toString();
  }

  private String act(Run run, Act act, String before) {
    return switch (act) {
      case Act.Ask ask ->
          caught(ask.caught(), () -> run.step(ask.name(), world.operation(ask.effect(), ask.manner()),
              ask.id() + ":" + before));
      case Act.Scope(var name, var budget, var body, var caught) -> caught(caught, () -> run.scope(name,
          budget == Act.Scope.UNLIMITED ? Budget.UNLIMITED : Budget.UNLIMITED.steps(budget),
          scope -> act(scope, body,
              before)));
      case Act.Each(var name, var keys, var body, var caught) ->
          caught(caught, () -> run.each(name, keys, key -> key, (
              item, key) -> act(item, body, before + key)).toString());
      case Act.Race race -> caught(true, () -> {
        run.<String>race(race.name(), race.branches().stream().<java.util.function.Function<Run, String>>map(
            branch -> own -> act(own, branch, before)).toList());
        return "won";
      });
      case Act.Call(var name, var program, _, var caught) ->
          caught(caught, () -> run.call(name, named(program),
              before));
      case Act.Wait(var name, var deadline) ->
          caught(true, () -> run.await(name, Signal.of("question", before,
              Codec.TEXT), deadline ? Deadline.after(DEADLINE) : Deadline.NONE));
      case Act.Sleep(var name) -> {
        run.sleep(name, DEADLINE);
        yield "slept";
      }
      case Act.Clock() -> run.now().isAfter(java.time.Instant.EPOCH) ? "now" : "never";
      case Act.Dice() -> {
        run.step("dice", world.operation(Effect.SAMPLED, Act.Manner.ANSWERS),
            "dice " + run.random().nextLong());
        yield "rolled";
      }
      case Act.Since(var change) -> Boolean.toString(run.since(change));
      case Act.Fail(var code) -> throw new StepFailed(code, "the program gave up", false);
    };
  }

  private static String caught(boolean caught, Supplier<String> body) {
    if (!caught) {
      return body.get();
    }
    try {
      return body.get();
    } catch (StepFailed e) {
      return "!" + e.code();
    }
  }
}
