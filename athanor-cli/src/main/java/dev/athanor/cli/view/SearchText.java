package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.TextWidth;
import dev.athanor.json.Json;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a search found. */
public final class SearchText {
  private static final int SHOWN_LINES = 3;

  private SearchText() {}

  /** For people: each hit with its score, where that comes from, and the beginning of its text. */
  public static List<String> lines(Retrieval retrieval, Screen screen) {
    List<String> lines = new ArrayList<>();
    int rank = 0;
    for (Hit hit : retrieval.hits()) {
      rank++;
      lines.add(screen.paint(Style.HANDLE, rank + ".") + " " + screen.paint(Style.STRONG, hit.place()
          .section()) + screen.paint(Style.FAINT, "  " + hit.place().document()));
      lines.add(screen.paint(Style.FAINT, "   " + explain(hit.score())));
      hit.copies().ifPresent(copies -> lines.add(screen.paint(Style.FAINT, "   " + ExplanationText.copies(
          copies))));
      List<String> text = TextWidth.wrap(hit.passage().text(), screen.textWidth() - 4);
      text.stream().limit(SHOWN_LINES).forEach(line -> lines.add("   " + line));
      if (text.size() > SHOWN_LINES) {
        lines.set(lines.size() - 1, lines.getLast() + " …");
      }
      lines.add("");
    }
    return lines;
  }

  private static String explain(Score score) {
    List<String> parts = new ArrayList<>();
    score.keyword().ifPresent(part -> parts.add(part(part, "words", "BM25")));
    score.dense().ifPresent(part -> parts.add(part(part, "meaning", "cosine")));
    if (score.reranked().isPresent()) {
      Score.Reranked model = score.reranked().get();
      return String.format(Locale.ROOT, "%.3f by the reranker (%.3f), rank %d before: %.3f = %s",
          score.total(), model
              .raw(),
          model.rank(), model.fused(), String.join(" + ", parts));
    }
    return String.format(Locale.ROOT, "%.3f", score.total()) + (parts.isEmpty() ? "" : " = " + String.join(
        " + ", parts));
  }

  private static String part(Score.Part part, String what, String measure) {
    return String.format(Locale.ROOT, "%.1f x %.3f %s (%s %.2f, rank %d)", part.weight(), part.normalised(),
        what, measure, part.raw(), part.rank());
  }

  /** For programs. */
  public static ObjectNode json(Retrieval retrieval) {
    ObjectNode json = Json.object().put("snapshot", retrieval.snapshot().value());
    ArrayNode hits = json.putArray("hits");
    for (Hit hit : retrieval.hits()) {
      ObjectNode each = hits.addObject();
      each.put("document", hit.place().document());
      each.put("section", hit.place().section());
      each.put("score", hit.score().total());
      raw(each, "keyword", hit.score().keyword());
      raw(each, "dense", hit.score().dense());
      hit.score().reranked().ifPresent(model -> each.put("reranked", model.raw()));
      hit.copies().ifPresent(copies -> ExplanationText.copies(copies, each));
      each.put("text", hit.passage().text());
    }
    retrieval.explanation().ifPresent(how -> json.set("explanation", ExplanationText.json(how)));
    return json;
  }

  private static void raw(ObjectNode json, String name, Optional<Score.Part> part) {
    if (part.isPresent()) {
      json.put(name, part.get().raw());
    } else {
      json.putNull(name);
    }
  }
}
