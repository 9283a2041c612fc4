package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Walks the body of a Word document and writes its text, block by block. */
final class DocxBlocks {

  /** What is no text of the document: what was deleted, field codes, the old form of a drawing given twice. */
  private static final Set<String> SILENT = Set.of("del", "moveFrom", "instrText", "delText", "delInstrText",
      "Fallback",
      "pPr", "rPr", "tblPr", "tcPr", "trPr", "sdtPr", "sectPr", "rubyPr", "posOffset", "pctWidth",
      "pctHeight");

  private final ExtractedText text;
  private final DocxStyles styles;
  private final DocxNumbering numbering;
  private final Map<String, Document> charts;
  private final StringBuilder code = new StringBuilder();
  private final List<Element> textBoxes = new ArrayList<>();
  private Optional<String> title = Optional.empty();

  DocxBlocks(ExtractedText text, DocxStyles styles, DocxNumbering numbering, Map<String, Document> charts) {
    this.text = text;
    this.charts = charts;
    this.styles = styles;
    this.numbering = numbering;
  }

  /** What the first paragraph in the style "Title" says. */
  Optional<String> title() {
    return title;
  }

  void add(Document document) {
    addBlocks(document.getDocumentElement());
    flushCode();
  }

  /** Writes foot- or endnotes, less the separator lines that Word stores as notes. */
  void addNotes(Document notes) {
    for (Element note : Xml.children(notes.getDocumentElement())) {
      if (Xml.attribute(note, "type").isEmpty()) {
        addBlocks(note);
      }
    }
    flushCode();
  }

  private void addBlocks(Element parent) {
    for (Element child : Xml.children(parent)) {
      switch (Xml.name(child)) {
        case "p" -> addParagraph(child);
        case "tbl" -> addTable(child);
        default -> {
          if (!SILENT.contains(Xml.name(child))) {
            addBlocks(child);
          }
        }
      }
    }
  }

  private void addParagraph(Element paragraph) {
    String style = Xml.value(paragraph, "pPr", "pStyle").orElse("");
    String words = inline(paragraph);
    if (styles.isCode(style)) {
      code.append(code.isEmpty() ? "" : "\n").append(words);
      return;
    }
    flushCode();
    Optional<Integer> level = headingLevel(paragraph, style);
    Optional<Element> list = Xml.at(paragraph, "pPr", "numPr").or(() -> styles.numbering(style))
        .filter(numPr -> !Xml.value(numPr, "numId").orElse("0").equals("0"));
    String marker = words.isBlank() ? "" : list.map(this::marker).orElse("");
    if (level.isPresent()) {
      text.heading(level.get(), marker.isEmpty() || marker.equals("-") ? words : marker + " " + words);
    } else if (list.isPresent()) {
      text.item(depth(list.get()), marker, words);
    } else {
      text.paragraph(words);
    }
    List<Element> boxes = List.copyOf(textBoxes);
    textBoxes.clear();
    boxes.forEach(this::addBlocks);
    for (Element chart : Xml.below(paragraph, "chart")) {
      Xml.namespaced(chart, "id").map(charts::get).ifPresent(drawn -> OfficeChart.add(drawn, text));
    }
  }

  private String marker(Element numPr) {
    return numbering.marker(Xml.value(numPr, "numId").orElse(""), depth(numPr));
  }

  private static int depth(Element numPr) {
    return Xml.value(numPr, "ilvl").flatMap(Xml::number).orElse(0);
  }

  private Optional<Integer> headingLevel(Element paragraph, String style) {
    if (styles.isTitle(style)) {
      title = title.or(() -> Optional.of(ExtractedText.oneLine(inline(paragraph)))).filter(words -> !words
          .isEmpty());
      return Optional.of(1);
    }
    return Xml.value(paragraph, "pPr", "outlineLvl").flatMap(Xml::number).filter(level -> level < 9)
        .map(level -> level + 1).or(() -> styles.headingLevel(style));
  }

  private void flushCode() {
    String collected = code.toString();
    code.setLength(0);
    text.code("", collected);
  }

  /** The first row is taken for the header: Word marks one only in tables that run over several pages. */
  private void addTable(Element table) {
    flushCode();
    List<ExtractedText.Cells> rows = new ArrayList<>();
    for (Element row : descendants(table, "tr")) {
      List<String> cells = descendants(row, "tc").stream().map(DocxBlocks::cell).toList();
      rows.add(new ExtractedText.Cells(rows.isEmpty(), cells));
    }
    text.table(rows);
  }

  /** The nearest descendants of that name: rows may be inside content controls, and cells hold tables with rows. */
  private static List<Element> descendants(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Element child : Xml.children(parent)) {
      if (Xml.name(child).equals(name)) {
        found.add(child);
      } else if (!SILENT.contains(Xml.name(child))) {
        found.addAll(descendants(child, name));
      }
    }
    return found;
  }

  private static String cell(Element cell) {
    StringBuilder words = new StringBuilder();
    appendInline(cell, words, new ArrayList<>(), true);
    return words.toString();
  }

  private String inline(Element paragraph) {
    StringBuilder words = new StringBuilder();
    List<Element> boxes = new ArrayList<>();
    appendInline(paragraph, words, boxes, false);
    textBoxes.clear();
    textBoxes.addAll(boxes);
    return words.toString();
  }

  private static void appendInline(Element parent, StringBuilder words, List<Element> boxes, boolean flat) {
    for (Element child : Xml.children(parent)) {
      switch (Xml.name(child)) {
        case "t" -> words.append(child.getTextContent());
        case "tab", "ptab" -> words.append('\t');
        case "br", "cr" -> words.append('\n');
        case "oMath" -> {
          boolean beside = !words.isEmpty() && !Character.isWhitespace(words.charAt(words.length() - 1));
          words.append(beside ? " " : "").append(DocxMath.linear(child));
        }
        case "noBreakHyphen" -> words.append('-');
        case "txbxContent" -> {
          if (flat) {
            appendInline(child, words, boxes, true);
          } else {
            boxes.add(child);
          }
        }
        case "p" -> {
          words.append(words.isEmpty() ? "" : " ");
          appendInline(child, words, boxes, flat);
        }
        default -> {
          if (!SILENT.contains(Xml.name(child))) {
            appendInline(child, words, boxes, flat);
          }
        }
      }
    }
  }
}
