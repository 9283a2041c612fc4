package dev.athanor.journal;

import static dev.athanor.journal.JournalJson.content;
import static dev.athanor.journal.JournalJson.malformed;
import static dev.athanor.journal.JournalJson.member;
import static dev.athanor.journal.JournalJson.optional;
import static dev.athanor.journal.JournalJson.path;
import static dev.athanor.journal.JournalJson.run;
import static dev.athanor.journal.JournalJson.small;
import static dev.athanor.journal.JournalJson.text;
import static dev.athanor.journal.JournalJson.truth;
import static dev.athanor.journal.JournalJson.whole;

import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Headers of runs as JSON, for stores and bundles. Member names are for good. */
public final class HeaderCodec implements Codec<RunHeader> {
  @Override
  public JsonNode encode(RunHeader header) {
    ObjectNode json = Json.object().put("id", header.id().value()).put("program", header.program())
        .put("memo", header.memo()).put("seed", header.seed()).put("created", header.created().toString());
    json.set("input", content(header.input()));
    json.set("manifest", content(header.manifest()));
    json.set("derivation", encode(header.derivation()));
    json.set("effects", encode(header.effects()));
    json.set("budget", encode(header.budget()));
    header.draw().ifPresent(draw -> json.put("draw", draw));
    return json;
  }

  @Override
  public RunHeader decode(JsonNode json) {
    return new RunHeader(run(json, "id"), text(json, "program"), content(member(json, "input")),
        content(member(json, "manifest")), derivation(member(json, "derivation")),
        effects(member(json, "effects")), budget(member(json, "budget")), truth(json, "memo"),
        optional(json, "draw").map(JournalJson::text), whole(json, "seed"),
        JournalJson.instant(json, "created"));
  }

  private static ObjectNode encode(Derivation derivation) {
    return switch (derivation) {
      case Derivation.Fresh() -> Json.object().put("kind", "fresh");
      case Derivation.Nested(var parent, var at, int depth, var like, boolean redraws) -> {
        ObjectNode json = Json.object().put("kind", "nested").put("parent", parent.value())
            .put("at", at.value()).put("depth", depth);
        like.ifPresent(run -> json.put("like", run.value()));
        if (redraws) {
          json.put("redraws", true);
        }
        yield json;
      }
      case Derivation.Continued(var predecessor) ->
          Json.object().put("kind", "continued").put("predecessor", predecessor.value());
      case Derivation.Forked(var parent, var at, var redraw, var supplied, var prefix) -> {
        ObjectNode json =
            Json.object().put("kind", "forked").put("parent", parent.value()).put("at", at.value());
        json.set("redraw", array(redraw));
        ObjectNode results = Json.object();
        supplied.forEach((path, result) -> results.set(path.value(), result));
        json.put("prefix", prefix);
        yield json.set("supplied", results);
      }
    };
  }

  private static Derivation derivation(JsonNode json) {
    return switch (text(json, "kind")) {
      case "fresh" -> new Derivation.Fresh();
      case "nested" -> new Derivation.Nested(run(json, "parent"), path(json, "at"), small(json, "depth"),
          json.has("like") ? Optional.of(run(json, "like")) : Optional.empty(),
          json.has("redraws") && truth(json, "redraws"));
      case "continued" -> new Derivation.Continued(run(json, "predecessor"));
      case "forked" -> new Derivation.Forked(run(json, "parent"), path(json, "at"),
          texts(member(json, "redraw")), supplied(member(json, "supplied")), whole(json, "prefix"));
      default -> throw malformed(json, "a derivation of this kind is unknown");
    };
  }

  private static Map<Path, JsonNode> supplied(JsonNode json) {
    Map<Path, JsonNode> supplied = new LinkedHashMap<>();
    json.properties().forEach(member -> supplied.put(new Path(member.getKey()), member.getValue()));
    return supplied;
  }

  private static ObjectNode encode(Effects effects) {
    return switch (effects) {
      case Effects.Live() -> Json.object().put("kind", "live");
      case Effects.Dry(var allowed) -> Json.object().put("kind", "dry").set("allowed", array(allowed));
    };
  }

  private static Effects effects(JsonNode json) {
    return switch (text(json, "kind")) {
      case "live" -> new Effects.Live();
      case "dry" -> new Effects.Dry(texts(member(json, "allowed")));
      default -> throw malformed(json, "effects of this kind are unknown");
    };
  }

  private static ObjectNode encode(Budget budget) {
    ObjectNode json = Json.object();
    budget.steps().ifPresent(steps -> json.put("steps", steps));
    budget.tokens().ifPresent(tokens -> json.put("tokens", tokens));
    budget.dollars().ifPresent(dollars -> json.put("dollars", dollars.toPlainString()));
    budget.time().ifPresent(time -> json.put("time", time.toString()));
    budget.depth().ifPresent(depth -> json.put("depth", depth));
    return json;
  }

  private static Budget budget(JsonNode json) {
    return new Budget(wholeOrNone(json, "steps"), wholeOrNone(json, "tokens"),
        optional(json, "dollars").map(JournalJson::decimal),
        optional(json, "time").map(JournalJson::duration),
        json.has("depth") ? OptionalInt.of(small(json, "depth")) : OptionalInt.empty());
  }

  private static OptionalLong wholeOrNone(JsonNode json, String member) {
    Optional<JsonNode> value = optional(json, member);
    return value.isPresent() ? OptionalLong.of(whole(value.get())) : OptionalLong.empty();
  }

  private static ArrayNode array(Set<String> texts) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    texts.stream().sorted().forEach(array::add);
    return array;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new LinkedHashSet<>();
    array.forEach(text -> texts.add(JournalJson.text(text)));
    return texts;
  }
}
