package dev.athanor.trail;

import dev.athanor.journal.Contents;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.json.Codec;
import dev.athanor.run.Divergence;
import dev.athanor.run.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Two runs beside each other: where they part, and what is different. Steps of the same name in the same scope are
 * aligned by what they asked, so that one step more is one difference and not a shift of all that follow. How often a
 * step was tried, and in which order branches were done, makes no difference.
 *
 * @param same how many steps asked the same and were answered the same
 * @param parts the first change in the order of the first run; empty if there is none
 * @param changes all changes, in that order
 */
public record RunDiff(int same, Optional<Change> parts, List<Change> changes) {
  /** One difference. */
  public sealed interface Change {
    /** Where. */
    Path path();
  }

  /** The runs were started differently: {@code input} or {@code manifest}. */
  public record Started(String what, List<Divergence.Difference> differences) implements Change {
    @Override
    public Path path() {
      return Path.ROOT;
    }
  }

  /** Both runs took the step, and asked something else. */
  public record Asked(Path path, Path other, List<Divergence.Difference> differences) implements Change {}

  /** Both runs asked the same, and got another answer. */
  public record Answered(Path path, Path other, List<Divergence.Difference> differences) implements Change {}

  /** Only one run took the step. */
  public record OnlyIn(Path path, boolean first, String operation) implements Change {}

  /** The runs ended differently. */
  public record Ended(String first, String second) implements Change {
    @Override
    public Path path() {
      return Path.ROOT;
    }
  }

  /** Holds two runs beside each other. */
  public static RunDiff of(Recording one, Recording other) {
    List<Change> changes = new ArrayList<>();
    started("input", one.header().input().value(one.contents()::part), other.header().input().value(other
        .contents()::part),
        changes);
    started("manifest", one.header().manifest().value(one.contents()::part), other.header().manifest().value(
        other.contents()::part),
        changes);
    int started = changes.size();
    StepsByName first = StepsByName.of(one);
    StepsByName second = StepsByName.of(other);
    int same = 0;
    for (StepsByName.Pair pair : first.align(second)) {
      Optional<Change> change = compare(pair, one.contents(), other.contents());
      change.ifPresent(changes::add);
      same += change.isEmpty() ? 1 : 0;
    }
    Map<Path, Integer> order = first.order(second);
    List<Change> steps = changes.subList(started, changes.size());
    steps.sort(Comparator.comparingInt(change -> order.getOrDefault(change.path(), -1)));
    Optional<Change> parts = steps.stream().findFirst();
    ended(one, other).ifPresent(changes::add);
    return new RunDiff(same, parts.or(() -> changes.stream().filter(Ended.class::isInstance).findFirst()),
        List.copyOf(changes));
  }

  private static void started(String what, JsonNode one, JsonNode other, List<Change> changes) {
    List<Divergence.Difference> differences = Divergence.between(one, other);
    if (!differences.isEmpty()) {
      changes.add(new Started(what, differences));
    }
  }

  private static Optional<Change> compare(StepsByName.Pair pair, Contents ones, Contents others) {
    if (pair.second().isEmpty()) {
      Entry.Completed only = pair.first().orElseThrow();
      return Optional.of(new OnlyIn(only.path(), true, only.step().operation()));
    }
    if (pair.first().isEmpty()) {
      Entry.Completed only = pair.second().orElseThrow();
      return Optional.of(new OnlyIn(only.path(), false, only.step().operation()));
    }
    Entry.Completed one = pair.first().orElseThrow();
    Entry.Completed other = pair.second().orElseThrow();
    if (!one.step().address().equals(other.step().address())) {
      List<Divergence.Difference> differences = new ArrayList<>();
      name("operation", one.step().operation(), other.step().operation(), differences);
      name("version", one.step().version(), other.step().version(), differences);
      differences.addAll(Divergence.between(one.step().request().value(ones::part), other.step().request()
          .value(others::part)));
      return Optional.of(new Asked(one.path(), other.path(), differences));
    }
    List<Divergence.Difference> answers = Divergence.between(value(one.result(), ones), value(other.result(),
        others));
    return answers.isEmpty() ? Optional.empty() : Optional.of(new Answered(one.path(), other.path(),
        answers));
  }

  private static void name(String what, String one, String other, List<Divergence.Difference> differences) {
    if (!one.equals(other)) {
      differences.add(new Divergence.Difference(what, one, other));
    }
  }

  private static JsonNode value(Result result, Contents contents) {
    return switch (result) {
      case Result.Ok(var content) -> content.value(contents::part);
      case Result.Failed(var failure) -> Codec.TEXT.encode(failure.toString());
    };
  }

  private static Optional<Change> ended(Recording one, Recording other) {
    String first = end(one);
    String second = end(other);
    return first.equals(second) ? Optional.empty() : Optional.of(new Ended(first, second));
  }

  private static String end(Recording recording) {
    return recording.entries().stream().map(stamped -> stamped.entry()).filter(Entry.Ended.class::isInstance)
        .map(entry -> switch (((Entry.Ended) entry).end()) {
          case Entry.End.Done done -> "done: " + done.output().brief();
          case Entry.End.Failed failed -> "failed: " + failed.failure();
          case Entry.End.Exhausted exhausted -> "exhausted: " + exhausted.failure();
          case Entry.End.Continued continued -> "continued as " + continued.successor();
        }).findFirst().orElse("not over");
  }
}
