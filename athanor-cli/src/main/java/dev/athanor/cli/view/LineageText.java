package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.workshop.Lineage;
import dev.athanor.json.Json;
import dev.athanor.knowledge.ledger.DocumentVersion;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where an answer came from. */
public final class LineageText {
  private LineageText() {}

  /** For people. */
  public static List<String> lines(Lineage lineage, Screen screen) {
    List<String> lines = new ArrayList<>();
    lineage.snapshot()
        .ifPresent(name -> lines.add("searched snapshot " + screen.paint(Style.HANDLE, name.value())));
    int number = 1;
    for (Lineage.Origin origin : lineage.origins()) {
      lines.add("[" + number++ + "] " + screen.paint(Style.STRONG, origin.cited().document()) + " version "
          + origin.cited().version() + ", " + origin.cited().start() + "-" + origin.cited().end() + ": "
          + fate(origin));
      lines.add("    \"" + origin.cited().quote().strip().replaceAll("\\s+", " ") + "\"");
      if (origin.version().isPresent()) {
        lines.addAll(version(origin.version().get()));
      } else {
        lines.add("    how this version was made is no longer kept");
      }
    }
    return lines;
  }

  private static String fate(Lineage.Origin origin) {
    return switch (origin.fate()) {
      case CURRENT -> "still current";
      case CHANGED -> "the document has changed since";
      case RENAMED -> "the document is now called " + origin.now().orElseThrow();
      case GONE -> "the document is gone";
    };
  }

  private static List<String> version(DocumentVersion version) {
    List<String> lines = new ArrayList<>();
    lines.add("    from " + version.content().location() + " of source \"" + version.content().source()
        + "\", recorded " + Wording.moment(version.recorded(), ZoneId.systemDefault()));
    lines.add("    content " + version.content().rawHash());
    lines.add("    read by " + version.made().parser() + ", cleaned by " + version.made().cleaning()
        + DocumentText
            .treated(version.treatment())
        + ", cut by " + version.made().chunker() + ", embedded by " + version.made()
            .embedder());
    lines.add(
        "    in snapshots from " + version.visible().since() + version.visible().until().map(end -> " until "
            + end).orElse(" on"));
    version.renamedFrom().ifPresent(from -> lines.add("    was called " + from + " before"));
    return lines;
  }

  /** For programs. */
  public static ObjectNode json(Lineage lineage) {
    ObjectNode json = Json.object().put("snapshot", lineage.snapshot().map(Object::toString).orElse(null));
    ArrayNode citations = json.putArray("citations");
    for (Lineage.Origin origin : lineage.origins()) {
      ObjectNode each = citations.addObject().put("document", origin.cited().document())
          .put("version", origin.cited()
              .version())
          .put("start", origin.cited().start()).put("end", origin.cited().end()).put("quote", origin.cited()
              .quote())
          .put("fate", origin.fate().name().toLowerCase(Locale.ROOT)).put("now", origin.now().map(
              Object::toString).orElse(null));
      each.set("made",
          origin.version().<tools.jackson.databind.JsonNode>map(DocumentText::json).orElse(Json.MAPPER
              .nullNode()));
    }
    return json;
  }
}
