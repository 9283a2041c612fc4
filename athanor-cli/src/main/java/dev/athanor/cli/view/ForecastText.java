package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.document.DocumentId;
import dev.athanor.json.Json;
import dev.athanor.knowledge.sync.SyncForecast;
import dev.athanor.knowledge.sync.SyncForecast.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a sync would do. */
public final class ForecastText {
  private ForecastText() {}

  private static String word(Expected expected) {
    return expected.action().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Integer> counts(SyncForecast forecast) {
    return new TreeMap<>(forecast.documents().stream().collect(Collectors.toMap(ForecastText::word, each -> 1,
        Integer::sum)));
  }

  /** For people. */
  public static List<String> lines(SyncForecast forecast, Screen screen) {
    List<String> lines = new ArrayList<>();
    for (Expected each : forecast.documents()) {
      lines.add(
          screen.paint(Style.FAINT, String.format(Locale.ROOT, "%-7s", word(each))) + " " + each.document()
              + (each.detail().isEmpty() ? "" : ": " + each.detail()));
    }
    lines.add("a sync would "
        + (forecast.documents().isEmpty() ? "do nothing" : counts(forecast).entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", ")))
        + "; "
        + Wording.count(forecast.unchanged(), "document") + " unchanged");
    return lines;
  }

  /** What else a person should know. */
  public static List<String> warnings(SyncForecast forecast) {
    List<String> warnings = new ArrayList<>(forecast.gaps());
    SyncText.restriction(forecast.restricted()).ifPresent(warnings::add);
    forecast.refused()
        .ifPresent(reason -> warnings.add("a sync would stop and change nothing, since " + reason
            + "; allow it with --allow-deletes"));
    return warnings;
  }

  /** For programs. */
  public static ObjectNode json(SyncForecast forecast) {
    ObjectNode json = Json.object();
    ArrayNode documents = json.putArray("documents");
    forecast.documents()
        .forEach(each -> documents.addObject().put("document", each.document().value()).put("action",
            word(each)).put("detail", each.detail().isEmpty() ? null : each.detail()));
    counts(forecast).forEach(json.putObject("counts")::put);
    json.put("unchanged", forecast.unchanged()).put("refused", forecast.refused().orElse(null));
    forecast.restricted().stream().map(DocumentId::value).forEach(json.putArray("restricted")::add);
    forecast.gaps().forEach(json.putArray("gaps")::add);
    return json;
  }
}
