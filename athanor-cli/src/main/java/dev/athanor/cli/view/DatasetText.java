package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.dataset.file.Seal;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a dataset has. Of sealed cases nothing is shown but how many there are.
 *
 * @param dataset the cases
 * @param opened how often its sealed cases, as they are now, were opened
 */
public record DatasetText(Dataset dataset, int opened) {
  private static final int MOST = 160;

  /** Of a dataset and its seal. */
  public static DatasetText of(Dataset dataset, Seal seal) {
    Dataset sealed = dataset.only(each -> each.split() == Split.TEST);
    return new DatasetText(dataset, sealed.cases().isEmpty() ? 0 : seal.uses(sealed.version()).size());
  }

  private Map<String, Integer> splits() {
    Map<String, Integer> splits = new TreeMap<>();
    dataset.cases()
        .forEach(each -> splits.merge(each.split().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
    return splits;
  }

  private Map<String, Integer> tags() {
    Map<String, Integer> tags = new TreeMap<>();
    dataset.cases().forEach(each -> each.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum)));
    return tags;
  }

  private Map<String, Integer> metadata() {
    Map<String, Integer> names = new TreeMap<>();
    dataset.cases().forEach(each -> each.metadata().propertyNames().forEach(name -> names.merge(name, 1,
        Integer::sum)));
    return names;
  }

  private int referenced() {
    return (int) dataset.cases().stream().filter(each -> each.reference().isPresent()).count();
  }

  private int clusters() {
    return (int) dataset.cases().stream().map(Case::unit).distinct().count();
  }

  /** For people. */
  public List<String> lines(Screen screen, int most) {
    List<String> lines = new ArrayList<>();
    lines.add(
        screen.paint(Style.STRONG, dataset.name()) + "  version " + dataset.version().hex().substring(0, 12));
    lines.add(Wording.count(dataset.cases().size(), "case") + ": " + counts(splits()) + "; " + referenced()
        + " with a reference; " + Wording.count(clusters(), "cluster"));
    if (!tags().isEmpty()) {
      lines.add("tags      " + counts(tags()));
    }
    if (!metadata().isEmpty()) {
      lines.add("metadata  " + counts(metadata()));
    }
    if (splits().containsKey("test")) {
      lines.add("sealed    the test split was opened " + opened + " of " + Seal.MOST + " times");
    }
    dataset.cases().stream().filter(each -> each.split() != Split.TEST).limit(Math.max(0, most))
        .forEach(each -> {
          lines.add("");
          lines.add(screen.paint(Style.HANDLE, each.id()) + "  "
              + Json.abbreviate(each.input().isString() ? each.input()
                  .stringValue() : each.input().toString(), MOST));
          each.reference()
              .ifPresent(reference -> lines.add("  = " + Json.abbreviate(reference.isString() ? reference
                  .stringValue() : reference.toString(), MOST)));
        });
    return lines;
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(
            ", "));
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json =
        Json.object().put("dataset", dataset.name()).put("version", dataset.version().hex()).put("cases",
            dataset.cases().size()).put("clusters", clusters()).put("referenced", referenced());
    put(json.putObject("splits"), splits());
    put(json.putObject("tags"), tags());
    put(json.putObject("metadata"), metadata());
    return json.put("opened", opened);
  }

  private static void put(ObjectNode json, Map<String, Integer> counts) {
    counts.forEach(json::put);
  }
}
