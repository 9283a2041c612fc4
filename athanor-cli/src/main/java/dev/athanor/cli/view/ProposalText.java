package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.file.Importing;
import dev.athanor.eval.dataset.file.ReviewQueue;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was proposed.
 *
 * @param queue where it waits
 * @param added that were not known
 * @param dropped why others were not proposed
 */
public record ProposalText(ReviewQueue queue, List<Case> added, List<String> dropped) {
  private static final int SHOWN = 5;
  private static final int MOST = 160;

  /** For people. */
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    added.stream().limit(SHOWN).forEach(each -> lines.addAll(lines(each, screen)));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    dropped.stream().limit(SHOWN)
        .forEach(reason -> lines.add(screen.paint(Style.FAINT, "dropped  " + reason)));
    if (dropped.size() > SHOWN) {
      lines.add(screen.paint(Style.FAINT, "dropped  " + (dropped.size() - SHOWN) + " more"));
    }
    lines.add(
        added.isEmpty() ? "Nothing new to propose: what there is, is in the dataset, waits, or was rejected."
            : Wording.count(added.size(), "case") + " proposed"
                + (added.size() > SHOWN ? ", of which these are the first" : "")
                + ". Look at them with: athanor dataset review " + queue.name());
    return lines;
  }

  /** A case as a person reviews it. */
  public static List<String> lines(Case given, Screen screen) {
    List<String> lines = new ArrayList<>();
    String about = given.metadata().path("heading").asString("");
    lines.add(
        screen.paint(Style.HANDLE, given.id()) + "  " + screen.paint(Style.FAINT, given.cluster().orElse("")
            + (about.isEmpty() ? "" : ", " + about)));
    lines.add("  " + text(given.input().isString() ? given.input().stringValue() : given.input().toString()));
    lines.add(
        given.reference().map(each -> "  = " + text(each.isString() ? each.stringValue() : each.toString()))
            .orElse("  = (nobody has said what is right)"));
    JsonNode answered = given.metadata().path("answered");
    if (answered.isString() && !given.reference().equals(Optional.of(answered))) {
      lines.add("  was answered: " + text(answered.stringValue()));
    }
    JsonNode verdict = given.metadata().path("feedback");
    if (verdict.isString()) {
      String by = given.metadata().path("by").asString("");
      String comment = given.metadata().path("comment").asString("");
      lines.add("  was called " + verdict.stringValue() + (by.isEmpty() ? "" : " by " + by)
          + (comment.isEmpty() ? "" : ": " + text(comment)));
    }
    return lines;
  }

  private static String text(String text) {
    return Json.abbreviate(text, MOST);
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("dataset", queue.name()).put("file", queue.proposed().toString())
        .put("added", added.size()).put("waiting", queue.waiting().size());
    ArrayNode cases = json.putArray("cases");
    added.forEach(each -> cases.add(Json.parse(Importing.line(each))));
    ArrayNode reasons = json.putArray("dropped");
    dropped.forEach(reasons::add);
    return json;
  }
}
