package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.eval.blame.Blame;
import dev.athanor.eval.blame.Suspect;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What it costs to find the step to blame.
 *
 * @param run that is looked into
 * @param suspects its steps that are drawn again
 * @param draws from each of them
 * @param judged whether the scorer asks a model about each draw, whose price nobody knows beforehand
 */
public record BlameCost(RunId run, List<Suspect> suspects, int draws, boolean judged) {
  /** Copies. */
  public BlameCost {
    suspects = List.copyOf(suspects);
  }

  private long steps() {
    return (long) suspects.size() * (suspects.size() + 1) / 2 * draws;
  }

  private Spend spend() {
    return Blame.estimate(suspects, draws);
  }

  /** In a sentence. */
  public String sentence() {
    String spent = Wording.spent(spend());
    return Wording.count(suspects.size(), "sampled step") + ", " + Wording.count(draws, "draw")
        + " from each: up to " + Wording.count(steps(), "step") + (spent.isEmpty() ? "" : ", about " + spent)
        + (judged ? "; and each draw is scored, for which the scorer asks a model" : "");
  }

  /** For people. */
  public List<String> lines(Screen screen) {
    return List.of("run " + screen.paint(Style.HANDLE, run.value()), sentence());
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("run", run.value()).put("draws", draws);
    ArrayNode steps = json.putArray("steps");
    suspects.forEach(each -> steps.addObject().put("path", each.at().value())
        .put("operation", each.operation()));
    return json.put("most", steps()).put("tokens", spend().tokens())
        .put("dollars", spend().dollars().toPlainString()).put("judged", judged);
  }
}
