package dev.athanor.cli.view;

import dev.athanor.json.Json;
import dev.athanor.knowledge.compare.Comparison;
import dev.athanor.knowledge.compare.Comparison.Result;
import dev.athanor.knowledge.compare.Comparison.SideReport;
import dev.athanor.knowledge.compare.Difference;
import dev.athanor.knowledge.compare.Found;
import dev.athanor.knowledge.compare.Measure;
import dev.athanor.knowledge.compare.Verdict;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How two sides compare, for programs. */
public final class ComparisonJson {
  private ComparisonJson() {}

  /** All of it. */
  public static ObjectNode of(Comparison comparison) {
    ObjectNode json = Json.object();
    side(json.putObject("a"), comparison.a());
    side(json.putObject("b"), comparison.b());
    json.put("questions", comparison.results().size()).put("judged", comparison.judged());
    ArrayNode measures = json.putArray("measures");
    comparison.differences().forEach(each -> measure(measures.addObject(), each));
    json.putObject("agreement").put("overlap", comparison.agreement().overlap())
        .put("rank", comparison.agreement().rank()).put("same", comparison.agreement().same())
        .put("apart", comparison.agreement().apart());
    comparison.verdict().ifPresentOrElse(each -> verdict(json.putObject("verdict"), each, comparison),
        () -> json.putNull("verdict"));
    ArrayNode results = json.putArray("results");
    comparison.results().forEach(each -> result(results.addObject(), each));
    ArrayNode unknown = json.putArray("unknown");
    comparison.unknown().forEach((what, questions) -> questions
        .forEach(unknown.addObject().put("expected", what).putArray("questions")::add));
    ComparisonText.warnings(comparison).forEach(json.putArray("warnings")::add);
    return json;
  }

  private static void side(ObjectNode json, SideReport side) {
    json.put("name", side.side().name()).put("snapshot", side.side().snapshot().value());
    side.side().committed().ifPresentOrElse(each -> json.put("committed", each.toString()),
        () -> json.putNull("committed"));
    json.set("retrieval", RetrievalSettings.CODEC.encode(side.side().settings()));
    json.put("documents", side.documents()).put("chunks", side.chunks()).put("lacking", side.lacking())
        .put("characters", side.characters()).put("p50", side.usual().toNanos() / 1e6)
        .put("p95", side.slow().toNanos() / 1e6);
  }

  private static void measure(ObjectNode json, Difference each) {
    json.put("measure", each.measure().key()).put("a", each.a()).put("b", each.b())
        .put("difference", each.difference().mean()).put("low", each.difference().low())
        .put("high", each.difference().high()).put("p", each.p()).put("wins", each.wins())
        .put("losses", each.losses()).put("ties", each.ties());
  }

  private static void verdict(ObjectNode json, Verdict verdict, Comparison comparison) {
    json.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT))
        .put("measure", verdict.by().measure().key()).put("margin", verdict.margin());
    verdict.enough().ifPresentOrElse(each -> json.put("enough", each), () -> json.putNull("enough"));
    json.put("words", ComparisonText.verdict(comparison));
  }

  private static void result(ObjectNode json, Result each) {
    json.put("question", each.question().id()).put("text", each.question().text())
        .put("judged", each.judged())
        .put("overlap", each.overlap());
    found(json.putObject("a"), each.a(), each.ofA());
    found(json.putObject("b"), each.b(), each.ofB());
  }

  private static void found(ObjectNode json, Found found, Map<Measure, Double> measures) {
    measures.forEach((measure, value) -> json.put(measure.key(), value));
    json.put("took", found.took().toNanos() / 1e6);
    ArrayNode hits = json.putArray("hits");
    found.hits().forEach(hit -> hits.addObject().put("document", hit.document()).put("section", hit.section())
        .put("score", hit.score()).put("relevant", hit.relevant()));
  }
}
