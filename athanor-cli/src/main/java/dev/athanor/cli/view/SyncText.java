package dev.athanor.cli.view;

import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.document.DocumentId;
import dev.athanor.json.Json;
import dev.athanor.knowledge.sync.FailedDocument;
import dev.athanor.knowledge.sync.FailedSource;
import dev.athanor.knowledge.sync.Rename;
import dev.athanor.knowledge.sync.Stage;
import dev.athanor.knowledge.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a sync has done. */
public final class SyncText {
  private static final int MOST_NAMED = 5;

  private SyncText() {}

  /** For people. */
  public static List<String> lines(SyncReport report, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(Wording.count(report.added(), "document") + " added, " + report.changed() + " changed, "
        + report.unchanged() + " unchanged, " + (report.renamed().isEmpty() ? "" : report.renamed().size()
            + " renamed, ")
        + report.deleted() + " deleted");
    if (!report.redone().isEmpty()) {
      lines.add("of the unchanged, " + report.redone().entrySet().stream().map(each -> each.getValue() + " "
          + done(each.getKey())).collect(Collectors.joining(", ")));
    }
    lines
        .add(Wording.count(report.chunks(), "chunk") + ", " + report.embedded() + " newly embedded; snapshot "
            + screen.paint(Style.HANDLE, report.snapshot()));
    if (!report.failed().isEmpty()) {
      lines.add(screen.paint(Style.BAD, Wording.count(report.failed().size(), "document") + " failed:"));
      report.failed().forEach(each -> lines.add("  " + screen.paint(Style.STRONG, each.document().value())
          + ": " + each.reason()));
    }
    if (!report.failedSources().isEmpty()) {
      lines.add(screen.paint(Style.BAD, Wording.count(report.failedSources().size(), "source")
          + " could not be listed, and what is known of it stays as it is:"));
      report.failedSources()
          .forEach(each -> lines.add("  " + screen.paint(Style.STRONG, each.source().value())
              + ": " + each.reason()));
    }
    return lines;
  }

  /** For people, of several indexes: each under its name, unless there is but the first. */
  public static List<String> lines(Map<String, SyncReport> reports, Screen screen) {
    List<String> lines = new ArrayList<>();
    boolean named = !reports.keySet().equals(Set.of(IndexesSettings.MAIN));
    reports.forEach((name, report) -> {
      if (named) {
        lines.add(screen.paint(Style.STRONG, "index " + name));
      }
      lines.addAll(lines(report, screen).stream().map(line -> named ? "  " + line : line).toList());
    });
    return lines;
  }

  /** What was done again, in words. */
  private static String done(Stage stage) {
    return switch (stage) {
      case READ -> "read anew, since parser, cleaning or attributes have changed";
      case CUT -> "cut anew, since the chunker has changed";
      case EMBED -> "embedded anew, since the embedder has changed";
    };
  }

  /** What else a person should know. */
  public static List<String> warnings(SyncReport report) {
    List<String> warnings = new ArrayList<>(report.gaps());
    restriction(report.restricted()).ifPresent(warnings::add);
    warnings.addAll(report.notes());
    if (!report.passedOver().isEmpty()) {
      warnings.add(
          "passed over: " + report.passedOver().entrySet().stream()
              .map(each -> each.getValue() + " x " + each.getKey()).collect(Collectors.joining(", ")));
    }
    return warnings;
  }

  /** Says which documents fewer may read, if there are any; the first of many. */
  static Optional<String> restriction(List<DocumentId> restricted) {
    String first =
        restricted.stream().limit(MOST_NAMED).map(DocumentId::value).collect(Collectors.joining(", "));
    int others = restricted.size() - MOST_NAMED;
    return restricted.isEmpty() ? Optional.empty()
        : Optional.of("fewer may read than before, by the rules in athanor.yaml: " + first
            + (others > 0 ? " and " + Wording.count(others, "other document") : ""));
  }

  /** For programs. */
  public static ObjectNode json(SyncReport report) {
    ObjectNode json = Json.object();
    json.put("added", report.added());
    json.put("changed", report.changed());
    json.put("unchanged", report.unchanged());
    json.put("deleted", report.deleted());
    ArrayNode failed = json.putArray("failed");
    for (FailedDocument each : report.failed()) {
      failed.addObject().put("document", each.document().value()).put("reason", each.reason());
    }
    json.put("chunks", report.chunks());
    json.put("embedded", report.embedded());
    json.put("snapshot", report.snapshot());
    report.gaps().forEach(json.putArray("gaps")::add);
    report.passedOver().forEach(json.putObject("passedOver")::put);
    ArrayNode renamed = json.putArray("renamed");
    for (Rename each : report.renamed()) {
      renamed.addObject().put("from", each.from().value()).put("to", each.to().value());
    }
    ObjectNode redone = json.putObject("redone");
    report.redone().forEach((stage, count) -> redone.put(word(stage), count));
    put(json, report.failedSources());
    report.restricted().stream().map(DocumentId::value).forEach(json.putArray("restricted")::add);
    report.notes().forEach(json.putArray("notes")::add);
    return json;
  }

  /** For programs, of a source that could not be synced alone. */
  public static ObjectNode json(FailedSource failed) {
    ObjectNode json = Json.object().put("source", failed.source().value());
    put(json, List.of(failed));
    return json;
  }

  private static void put(ObjectNode json, List<FailedSource> failed) {
    ArrayNode failedSources = json.putArray("failedSources");
    for (FailedSource each : failed) {
      failedSources.addObject().put("source", each.source().value()).put("reason", each.reason());
    }
  }

  /** For programs, of several indexes: the first one's report, with those beside it by name. */
  public static ObjectNode json(Map<String, SyncReport> reports) {
    SyncReport main = reports.get(IndexesSettings.MAIN);
    ObjectNode json = main == null ? Json.object() : json(main);
    ObjectNode beside = Json.object();
    reports.forEach((name, report) -> {
      if (!name.equals(IndexesSettings.MAIN)) {
        beside.set(name, json(report));
      }
    });
    return beside.isEmpty() ? json : json.set("indexes", beside);
  }

  /** A stage for programs. */
  static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
