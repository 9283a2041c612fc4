package dev.athanor.document.parse;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Numbers the list items and headings of a Word document as Word does when it shows them. */
final class DocxNumbering {

  private static final Pattern PLACE = Pattern.compile("%([1-9])");

  private final Map<String, Element> definitions = new HashMap<>();
  private final Map<String, Element> lists = new HashMap<>();
  private final Map<String, NavigableMap<Integer, Integer>> counters = new HashMap<>();
  private final Set<String> restarted = new HashSet<>();

  static DocxNumbering of(List<Document> parts) {
    DocxNumbering numbering = new DocxNumbering();
    for (Document part : parts) {
      index(part.getDocumentElement(), "abstractNum", "abstractNumId", numbering.definitions);
      index(part.getDocumentElement(), "num", "numId", numbering.lists);
    }
    return numbering;
  }

  private static void index(Element root, String name, String key, Map<String, Element> into) {
    for (Element element : Xml.children(root, name)) {
      Xml.attribute(element, key).ifPresent(id -> into.put(id, element));
    }
  }

  /** What stands before the next item of the list: {@code 2.}, {@code 1.3}, or a dash for a bullet. */
  String marker(String list, int depth) {
    Optional<Element> level = level(list, depth);
    String format = level.flatMap(element -> Xml.value(element, "numFmt")).orElse("bullet");
    if (format.equals("bullet") || format.equals("none")) {
      return "-";
    }
    NavigableMap<Integer, Integer> counts = count(list, depth);
    String pattern = level.flatMap(element -> Xml.value(element, "lvlText")).orElse("%" + (depth + 1) + ".");
    Matcher place = PLACE.matcher(pattern);
    return place.replaceAll(match -> {
      int at = Integer.parseInt(match.group(1)) - 1;
      String shown = level(list, at).flatMap(element -> Xml.value(element, "numFmt")).orElse("decimal");
      return Numerals.formatted(counts.computeIfAbsent(at, missing -> start(list, missing)), shown);
    });
  }

  /** Counts one item; lists that share a definition share its counters, unless they say that they start anew. */
  private NavigableMap<Integer, Integer> count(String list, int depth) {
    NavigableMap<Integer, Integer> counts = counters.computeIfAbsent(definitionOf(list),
        key -> new TreeMap<>());
    boolean startsAnew = lists.containsKey(list) && override(list, depth).isPresent();
    if (startsAnew && restarted.add(list + "/" + depth)) {
      counts.remove(depth);
    }
    counts.tailMap(depth, false).clear();
    counts.compute(depth, (level, count) -> count == null ? start(list, level) : count + 1);
    return counts;
  }

  private int start(String list, int depth) {
    return override(list, depth).or(() -> level(list, depth).flatMap(level -> Xml.value(level, "start")))
        .flatMap(Xml::number).orElse(1);
  }

  private Optional<String> override(String list, int depth) {
    return Optional.ofNullable(lists.get(list)).flatMap(num -> atDepth(num, "lvlOverride", depth))
        .flatMap(change -> Xml.value(change, "startOverride"));
  }

  private Optional<Element> level(String list, int depth) {
    return Optional.ofNullable(definitions.get(definitionOf(list)))
        .flatMap(definition -> atDepth(definition, "lvl", depth));
  }

  private String definitionOf(String list) {
    return Optional.ofNullable(lists.get(list)).flatMap(num -> Xml.value(num, "abstractNumId")).orElse("");
  }

  private static Optional<Element> atDepth(Element parent, String name, int depth) {
    return Xml.children(parent, name).stream()
        .filter(level -> Xml.attribute(level, "ilvl").orElse("").equals(String.valueOf(depth))).findFirst();
  }
}
