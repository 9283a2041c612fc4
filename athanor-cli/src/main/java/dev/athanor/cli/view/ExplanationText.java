package dev.athanor.cli.view;

import dev.athanor.json.Json;
import dev.athanor.knowledge.retrieve.Copies;
import dev.athanor.knowledge.retrieve.Explanation;
import dev.athanor.knowledge.retrieve.Retrieval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the hits of a search came about. */
public final class ExplanationText {
  private ExplanationText() {}

  /** For people. */
  public static List<String> lines(Retrieval found) {
    if (found.explanation().isEmpty()) {
      return List.of("Nothing was left out, and the words that were searched are the question's own.");
    }
    Explanation how = found.explanation().get();
    List<String> lines = new ArrayList<>();
    lines.add(Wording.count(how.candidates(), "passage") + " compared");
    if (!how.words().isEmpty()) {
      lines.add(
          "words searched: " + how.words().stream().map(ExplanationText::word).collect(Collectors.joining(
              ", ")));
    }
    how.dropped()
        .forEach(each -> lines.add(String.format(Locale.ROOT, "left out: %.3f  %s, chunk %s: %s", each
            .score(), each.document(), each.chunk(), reason(each.reason()))));
    return lines;
  }

  private static String word(Explanation.Word word) {
    return String.format(Locale.ROOT, "%s%s %.2f", word.asked() ? "" : "+", word.form(), word.weight());
  }

  private static String reason(Explanation.Reason reason) {
    return switch (reason) {
      case SECTION -> "a hit has its section";
      case CAP -> "its document has as many hits as one may have";
      case COPY -> "a hit says the same";
    };
  }

  /** The other documents that say the same as a hit. */
  static String copies(Copies copies) {
    String others =
        copies.others().stream().map(each -> each.document() + " (" + each.source() + ")").collect(
            Collectors.joining(", "));
    return "also in " + others + (copies.more() == 0 ? "" : " and " + copies.more() + " more")
        + copies.found().map(name -> "; found in " + name).orElse("");
  }

  /** The same for programs. */
  static void copies(Copies copies, ObjectNode hit) {
    ArrayNode others = hit.putArray("copies");
    copies.others().forEach(each -> others.addObject().put("document", each.document()).put("source", each
        .source()));
    hit.put("moreCopies", copies.more()).put("foundIn", copies.found().orElse(null));
  }

  /** For programs. */
  static ObjectNode json(Explanation how) {
    ObjectNode json = Json.object().put("candidates", how.candidates());
    ArrayNode words = json.putArray("words");
    how.words().forEach(each -> words.addObject().put("word", each.form()).put("language", each.language())
        .put("weight", each.weight()).put("asked", each.asked()));
    ArrayNode dropped = json.putArray("dropped");
    how.dropped()
        .forEach(each -> dropped.addObject().put("document", each.document()).put("chunk", each.chunk())
            .put("score", each.score()).put("reason", each.reason().name().toLowerCase(Locale.ROOT)));
    return json;
  }
}
