package dev.athanor.cli.view;

import dev.athanor.eval.report.Replayed;
import dev.athanor.eval.scorer.Output;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What would have changed for those who asked, for programs. */
final class ReplayedJson {
  private ReplayedJson() {}

  static ObjectNode of(Replayed replayed, RunId run) {
    ObjectNode json = Json.object();
    ArrayNode parted = json.putArray("parted");
    for (Replayed.Parted each : replayed.parted()) {
      ObjectNode one = parted.addObject().put("observed", each.observed().value())
          .put("replay", run.child(each.replay()).value()).put("what", each.parting().what());
      ArrayNode differences = one.putArray("differences");
      each.parting().differences().forEach(difference -> differences.addObject()
          .put("pointer", difference.pointer()).put("expected", difference.expected())
          .put("actual", difference.actual()));
    }
    ArrayNode changed = json.putArray("changed");
    for (Replayed.Changed each : replayed.changed()) {
      changed.addObject().put("system", each.arm()).put("observed", each.observed().value())
          .put("run", run.child(each.trial()).value()).put("asked", InputText.of(each.asked()))
          .put("agreement", each.agreement())
          .put("before", text(each.before())).put("after", text(each.after()));
    }
    return json.put("same", replayed.same());
  }

  private static @org.jspecify.annotations.Nullable String text(Optional<Output> output) {
    return output.filter(each -> !each.abstained()).map(Output::text).orElse(null);
  }
}
