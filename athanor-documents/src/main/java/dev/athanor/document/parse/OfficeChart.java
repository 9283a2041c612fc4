package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes a chart of an Office document as its title and the table of its numbers: a column for each series. */
final class OfficeChart {

  private OfficeChart() {
  }

  static void add(Document chart, ExtractedText text) {
    for (Element body : Xml.children(chart.getDocumentElement(), "chart")) {
      Xml.at(body, "title").ifPresent(title -> text.paragraph(words(title)));
      List<Element> series = Xml.below(body, "ser");
      if (!series.isEmpty()) {
        text.table(rows(series));
      }
    }
  }

  private static List<ExtractedText.Cells> rows(List<Element> series) {
    List<String> names = new ArrayList<>(List.of(""));
    TreeMap<Integer, List<String>> rows = new TreeMap<>();
    for (Element each : series) {
      names.add(Xml.at(each, "tx").map(OfficeChart::words).orElse(""));
      Map<Integer, String> categories = points(each, "cat", "xVal");
      points(each, "val", "yVal").forEach((point, value) -> {
        List<String> row = rows.computeIfAbsent(point, _ -> new ArrayList<>());
        pad(row, names.size() - 1);
        if (row.getFirst().isEmpty()) {
          row.set(0, categories.getOrDefault(point, ""));
        }
        row.add(value);
      });
    }
    List<ExtractedText.Cells> cells = new ArrayList<>(List.of(new ExtractedText.Cells(true, names)));
    rows.values().forEach(row -> cells.add(new ExtractedText.Cells(false, pad(row, names.size()))));
    return cells;
  }

  private static List<String> pad(List<String> row, int size) {
    while (row.size() < size) {
      row.add("");
    }
    return row;
  }

  private static Map<Integer, String> points(Element series, String name, String other) {
    Map<Integer, String> points = new TreeMap<>();
    Optional<Element> values = Xml.at(series, name).or(() -> Xml.at(series, other));
    for (Element point : values.map(found -> Xml.below(found, "pt")).orElse(List.of())) {
      int index = Xml.attribute(point, "idx").flatMap(Xml::number).orElse(points.size());
      points.merge(index, Xml.at(point, "v").map(Element::getTextContent).orElse(""),
          (one, more) -> more + " "
              + one);
    }
    return points;
  }

  /** Text that was typed, or that was taken from a cell. */
  private static String words(Element element) {
    List<Element> typed = Xml.below(element, "t");
    List<Element> found = typed.isEmpty() ? Xml.below(element, "v") : typed;
    return String.join("", found.stream().map(Element::getTextContent).toList());
  }
}
