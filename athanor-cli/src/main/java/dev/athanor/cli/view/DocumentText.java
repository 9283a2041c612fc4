package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.document.Readers;
import dev.athanor.document.clean.Treatment;
import dev.athanor.json.Json;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.ledger.DocumentVersion;
import dev.athanor.knowledge.ledger.KnownDocument;
import dev.athanor.knowledge.ledger.Outcome;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents as the ledger knows them. */
public final class DocumentText {
  private DocumentText() {}

  /**
   * One document with all there is.
   *
   * @param cut its text and chunks, in a list of at most one
   * @param citing the runs that cite it
   */
  public record Whole(KnownDocument known, List<ChunkedDocument> cut, List<DocumentVersion> versions,
      List<String> citing) {}

  /** A state as people and programs read it. */
  public static String state(KnownDocument document) {
    return switch (document.entry().outcome()) {
      case Outcome.Indexed _ -> "indexed";
      case Outcome.Outdated _ -> "outdated";
      case Outcome.Failed _ -> "failed";
    };
  }

  private static String reason(KnownDocument document) {
    return switch (document.entry().outcome()) {
      case Outcome.Indexed _ -> "";
      case Outcome.Outdated(String reason, var _) -> reason;
      case Outcome.Failed(String reason) -> reason;
    };
  }

  private static int chunks(KnownDocument document) {
    return switch (document.entry().outcome()) {
      case Outcome.Indexed indexed -> indexed.chunks();
      case Outcome.Outdated(var _, var kept) -> kept.chunks();
      case Outcome.Failed _ -> 0;
    };
  }

  /** A list for people. */
  public static List<String> table(List<KnownDocument> documents, Screen screen) {
    Table table =
        new Table(Column.text("DOCUMENT"), Column.text("SOURCE"), Column.text("STATE"), Column.number(
            "CHUNKS"), Column.text("RECORDED"), Column.text("TITLE"));
    for (KnownDocument each : documents) {
      String state = state(each);
      table.row(Table.cell(Style.HANDLE, each.entry().document()), Table.cell(each.entry().source()),
          Table.cell(state
              .equals("indexed") ? Style.GOOD : Style.BAD, state),
          Table.cell(chunks(each)), Table.cell(Style.FAINT, Wording
              .moment(each.recorded(), ZoneId.systemDefault())),
          Table.cell(each.title().isEmpty()
              ? reason(each)
              : each.title()));
    }
    return table.lines(screen);
  }

  private static String readers(Readers readers) {
    return readers.principals().isEmpty() ? "nobody" : String.join(", ", readers.principals());
  }

  /** How a document was cleaned, in words; empty if nothing had to be done. */
  static String treated(Treatment treatment) {
    return treatment.counts().isEmpty() ? ""
        : treatment.counts().entrySet().stream().map(each -> each.getValue()
            + " x " + each.getKey()).collect(Collectors.joining(", ", " (", ")"));
  }

  /** One for people. */
  public static List<String> lines(Whole whole, Screen screen) {
    KnownDocument known = whole.known();
    List<String> lines = new ArrayList<>();
    lines.add(
        screen.paint(Style.STRONG, known.entry().document().value()) + "  " + state(known) + (reason(known)
            .isEmpty() ? "" : ": " + reason(known)));
    known.renamedFrom().ifPresent(from -> lines.add("was called " + from + " before"));
    for (ChunkedDocument cut : whole.cut()) {
      lines.add(cut.document().title() + ", " + known.mediaType() + ", version " + cut.document().version()
          + ", for " + readers(cut.document().readers()));
      lines.add("");
      for (Chunk chunk : cut.chunks()) {
        var place = chunk.excerpt().codePoints();
        lines.add(
            screen.paint(Style.FAINT, "chunk " + chunk.ordinal() + "  " + place.start() + "-" + place.end()
                + "  " + String.join(" > ", chunk.headings())));
        lines.addAll(chunk.text().lines().toList());
      }
    }
    lines.add("");
    for (DocumentVersion each : whole.versions()) {
      lines.add("version " + each.version() + "  " + each.visible().since()
          + each.visible().until().map(end -> " until "
              + end).orElse(" on")
          + "  " + each.content().location() + "  " + each.made().parser() + ", " + each.made()
              .cleaning()
          + treated(each.treatment()) + ", " + each.made().chunker() + ", " + each.made().embedder());
    }
    lines.add(whole.citing().isEmpty() ? "no run cites it" : "cited by " + String.join(", ", whole.citing()));
    return lines;
  }

  /** A list for programs. */
  public static ObjectNode json(List<KnownDocument> documents) {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("documents");
    documents.forEach(each -> array.add(json(each)));
    return json;
  }

  private static ObjectNode json(KnownDocument each) {
    return Json.object().put("document", each.entry().document().value())
        .put("source", each.entry().source().value())
        .put("state", state(each)).put("reason", reason(each).isEmpty() ? null : reason(each))
        .put("chunks", chunks(
            each))
        .put("title", each.title()).put("mediaType", each.mediaType()).put("recorded", each.recorded()
            .toString())
        .put("renamedFrom", each.renamedFrom().map(Object::toString).orElse(null));
  }

  /** One for programs. */
  public static ObjectNode json(Whole whole) {
    ObjectNode json = json(whole.known());
    ArrayNode chunks = json.putArray("chunkList");
    for (ChunkedDocument cut : whole.cut()) {
      json.put("version", cut.document().version()).put("text", cut.document().text());
      for (Chunk chunk : cut.chunks()) {
        var place = chunk.excerpt().codePoints();
        chunks.addObject().put("chunk", chunk.id().value()).put("start", place.start())
            .put("end", place.end()).put(
                "section", String.join(" > ", chunk.headings()));
      }
    }
    ArrayNode versions = json.putArray("versions");
    whole.versions().forEach(each -> versions.add(json(each)));
    whole.citing().forEach(json.putArray("citedBy")::add);
    return json;
  }

  /** A version for programs. */
  static ObjectNode json(DocumentVersion version) {
    ObjectNode json = Json.object().put("version", version.version())
        .put("source", version.content().source()).put(
            "location", version.content().location().toString())
        .put("hash", version.content().rawHash()).put("parser",
            version.made().parser())
        .put("cleaning", version.made().cleaning()).put("chunker", version.made().chunker())
        .put("embedder", version.made().embedder()).put("chunks", version.chunks())
        .put("recorded", version.recorded()
            .toString())
        .put("since", version.visible().since()).put("until", version.visible().until().orElse(null));
    version.treatment().counts().forEach(json.putObject("treatment")::put);
    return json;
  }
}
