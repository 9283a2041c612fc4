package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the paragraph styles of a Word document mean. */
final class DocxStyles {

  private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
  private static final Pattern CODE = Pattern.compile(".*\\b(code|source|preformatted|verbatim)\\b.*|.*code");

  private final Map<String, Element> byId = new HashMap<>();

  static DocxStyles of(List<Document> parts) {
    DocxStyles styles = new DocxStyles();
    for (Document part : parts) {
      for (Element style : Xml.children(part.getDocumentElement(), "style")) {
        Xml.attribute(style, "styleId").ifPresent(id -> styles.byId.put(id, style));
      }
    }
    return styles;
  }

  /** The level of the headings that have this style, found in the style itself or one it is based on. */
  Optional<Integer> headingLevel(String id) {
    for (Element style : lineage(id)) {
      Matcher heading = HEADING.matcher(name(style));
      if (heading.matches()) {
        return Xml.number(heading.group(1));
      }
      Optional<Integer> outline = Xml.value(style, "pPr", "outlineLvl").flatMap(Xml::number);
      if (outline.isPresent()) {
        return outline.filter(level -> level < 9).map(level -> level + 1);
      }
    }
    return Optional.empty();
  }

  boolean isTitle(String id) {
    return lineage(id).stream().anyMatch(style -> name(style).equals("title"));
  }

  boolean isCode(String id) {
    return lineage(id).stream().anyMatch(style -> CODE.matcher(name(style)).matches());
  }

  /** The list that paragraphs of this style belong to. */
  Optional<Element> numbering(String id) {
    return lineage(id).stream().flatMap(style -> Xml.at(style, "pPr", "numPr").stream()).findFirst();
  }

  private List<Element> lineage(String id) {
    List<Element> lineage = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Optional<String> at = Optional.of(id);
    while (at.isPresent() && seen.add(at.get()) && byId.containsKey(at.get())) {
      Element style = byId.get(at.get());
      lineage.add(style);
      at = Xml.value(style, "basedOn");
    }
    return lineage;
  }

  private static String name(Element style) {
    return Xml.value(style, "name").orElse("").toLowerCase(Locale.ROOT);
  }
}
