package dev.athanor.eval.scorer.registry;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.agent.CallCheck;
import dev.athanor.eval.scorer.agent.EffortScorers;
import dev.athanor.eval.scorer.agent.ToolScorers;
import dev.athanor.eval.scorer.grounding.GroundingScorers;
import dev.athanor.eval.scorer.json.JsonScorers;
import dev.athanor.eval.scorer.judge.Judges;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import dev.athanor.eval.scorer.retrieval.RetrievalScorers;
import dev.athanor.eval.scorer.retrieval.SpanScorers;
import dev.athanor.eval.scorer.text.TextKinds;
import dev.athanor.model.ModelOperation;
import dev.athanor.run.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The scorers that files can name, such as {@code {scorer: rouge, n: 2, stem: true}}. One that a user writes in Java is
 * {@link Scorer#of}. Safe for use by many threads.
 */
public final class Scorers {
  private static final String NAME = "scorer";

  private final List<Kind> kinds;

  private Scorers(List<Kind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** Those that ask no model. */
  public static Scorers offline() {
    return new Scorers(Stream.of(TextKinds.ALL, JsonScorers.KINDS, RetrievalScorers.KINDS, SpanScorers.KINDS,
        ToolScorers.KINDS, CallCheck.KINDS, EffortScorers.KINDS, GroundingScorers.KINDS).flatMap(List::stream)
        .toList());
  }

  /** All of them; judges are asked so. */
  public static Scorers with(ModelOperation operation) {
    return new Scorers(
        Stream.concat(offline().kinds.stream(), new Judges(operation).kinds().stream()).toList());
  }

  /** These and others. */
  public Scorers and(Kind other) {
    return new Scorers(Stream.concat(kinds.stream(), Stream.of(other)).toList());
  }

  /** What there is. */
  public List<Kind> kinds() {
    return kinds;
  }

  /**
   * Makes one.
   *
   * @param json its name under {@code scorer} and its settings; or its name alone
   * @throws AthanorException {@code scorer-unknown} with the nearest names, {@code scorer-setting} with the setting that is unknown or
   *     wrong and what was expected
   */
  public Scorer make(JsonNode json) {
    String name = json.isString() ? json.stringValue() : json.path(NAME).asString("");
    if (name.isBlank()) {
      throw AthanorException.user("scorer-unnamed", "this names no scorer: " + json
          + "; expected a name, such as exact, or an object such as {\"scorer\": \"rouge\", \"n\": 2}");
    }
    Kind kind = find(name).orElseThrow(() -> unknown(name));
    ObjectNode settings =
        json instanceof ObjectNode object ? object.deepCopy() : dev.athanor.json.Json.object();
    settings.remove(NAME);
    List<String> known = kind.settings().stream().map(Setting::name).toList();
    for (String each : settings.propertyNames()) {
      if (!known.contains(each)) {
        throw AthanorException.user("scorer-setting",
            "the scorer " + name + " has no setting \"" + each + "\"; "
                + (known.isEmpty() ? "it has none" : "it has " + String.join(", ", known)));
      }
    }
    return kind.make(new Settings(name, settings));
  }

  private Optional<Kind> find(String name) {
    return kinds.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private AthanorException unknown(String name) {
    List<String> names = kinds.stream().map(Kind::name).toList();
    return AthanorException.user("scorer-unknown", "there is no scorer \"" + name + "\"; nearest: "
        + String.join(", ", Nearest.to(name, names, 3)) + "; all are in docs/scorers.md");
  }

  /** A table of all in Markdown. */
  public String table() {
    return "| Scorer | Measures | Needs | Settings | Source |\n|---|---|---|---|---|\n"
        + kinds.stream().map(Scorers::row).collect(Collectors.joining("\n")) + "\n";
  }

  private static String row(Kind kind) {
    String settings = kind.settings().stream().map(each -> "`" + each.name() + "`: " + each.meaning())
        .collect(Collectors.joining("<br>"));
    return "| `" + kind.name() + "` | " + kind.measures() + " | " + kind.needs() + " | " + settings + " | "
        + kind.source()
        + " |";
  }
}
