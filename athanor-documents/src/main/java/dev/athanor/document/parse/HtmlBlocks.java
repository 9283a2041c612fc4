package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Walks a page and writes its visible text, block by block. */
final class HtmlBlocks {

  private static final Set<String> INVISIBLE = Set.of("script", "style", "noscript", "template", "head",
      "svg",
      "iframe", "object", "canvas", "audio", "video", "nav", "button", "select", "input", "textarea",
      "datalist");
  private static final Set<String> BOILERPLATE_ROLES = Set.of("navigation", "search");
  private static final Pattern LANGUAGE = Pattern.compile(
      "(?:^|\\s)(?:language|lang|highlight-source)-([\\w+#-]+)");

  private final ExtractedText text;
  private final StringBuilder inline = new StringBuilder();
  private final List<ListLevel> lists = new ArrayList<>();
  private String marker = "";

  HtmlBlocks(ExtractedText text) {
    this.text = text;
  }

  /** An open list; {@code next} is the number of its next item, where items are numbered. */
  private static final class ListLevel {
    private final boolean numbered;
    private int next;

    ListLevel(boolean numbered, int next) {
      this.numbered = numbered;
      this.next = next;
    }

    String marker() {
      return numbered ? next++ + "." : "-";
    }
  }

  /** Writes an element with all that is in it. */
  void add(Element element) {
    addChildren(element);
    flush();
  }

  private void addChildren(Element element) {
    for (Node child : element.childNodes()) {
      if (child instanceof TextNode words) {
        inline.append(words.getWholeText().replaceAll("[\\s\u00A0]+", " "));
      } else if (child instanceof Element inner && isVisible(inner)) {
        addElement(inner);
      }
    }
  }

  private void addElement(Element element) {
    String name = element.normalName();
    switch (name) {
      case "br" -> inline.append('\n');
      case "img" -> inline.append(' ').append(description(element)).append(' ');
      case "h1", "h2", "h3", "h4", "h5", "h6" -> addHeading(element, name.charAt(1) - '0');
      case "pre" -> {
        flush();
        text.code(language(element), element.wholeText().replaceFirst("\\A\\R", ""));
      }
      case "table" -> addTable(element);
      case "ul", "ol", "menu" -> addList(element, name.equals("ol"));
      case "li" -> addItem(element);
      default -> {
        if (element.isBlock() || name.equals("summary")) {
          flush();
          addChildren(element);
          flush();
        } else {
          addChildren(element);
        }
      }
    }
  }

  private void addHeading(Element element, int level) {
    flush();
    if (element.select("table, ul, ol, pre, p").isEmpty()) {
      text.heading(level, visibleText(element));
    } else {
      addChildren(element);
      flush();
    }
  }

  private void addList(Element list, boolean numbered) {
    flush();
    int start = list.attr("start").matches("\\d{1,6}") ? Integer.parseInt(list.attr("start")) : 1;
    lists.add(new ListLevel(numbered, start));
    addChildren(list);
    flush();
    lists.removeLast();
  }

  private void addItem(Element item) {
    flush();
    marker = lists.isEmpty() ? "-" : lists.getLast().marker();
    addChildren(item);
    flush();
    marker = "";
  }

  /** A table that holds tables, or says that it is one only in looks, is layout: its cells are read one by one. */
  private void addTable(Element table) {
    flush();
    boolean layout = !table.select("table table").isEmpty() || table.select(
        "table > * > tr > td, table > * > tr > th")
        .size() < 2 || "presentation".equals(table.attr("role"));
    if (layout) {
      addChildren(table);
      flush();
      return;
    }
    table.select("caption").forEach(caption -> text.paragraph(visibleText(caption)));
    text.table(HtmlTable.rows(table, HtmlBlocks::visibleText));
  }

  /** Ends the paragraph that was being collected. */
  private void flush() {
    String collected = inline.toString().replaceAll(" *\n *", "\n").replaceAll(" {2,}", " ").strip();
    inline.setLength(0);
    if (collected.isEmpty()) {
      return;
    }
    if (lists.isEmpty()) {
      text.paragraph(collected);
    } else {
      text.item(lists.size() - 1, marker, collected);
      marker = "";
    }
  }

  /** The text of an element on one line, with a space where a browser would break. */
  private static String visibleText(Element element) {
    StringBuilder words = new StringBuilder();
    appendVisible(element, words);
    return ExtractedText.oneLine(words.toString());
  }

  private static void appendVisible(Element element, StringBuilder words) {
    for (Node child : element.childNodes()) {
      if (child instanceof TextNode part) {
        words.append(part.getWholeText());
      } else if (child instanceof Element inner && isVisible(inner)) {
        boolean apart = inner.isBlock() || inner.normalName().equals("br");
        words.append(apart ? " " : "");
        words.append(inner.normalName().equals("img") ? " " + description(inner) + " " : "");
        appendVisible(inner, words);
        words.append(apart ? " " : "");
      }
    }
  }

  /** What a picture says to those who don't see it, unless that is only its name. */
  private static String description(Element image) {
    String says = ExtractedText.oneLine(image.attr("alt"));
    boolean silent =
        says.matches("(?i)\\S+\\.(png|jpe?g|gif|svg|webp)") || image.attr("role").equals("presentation");
    return silent ? "" : says;
  }

  private static boolean isVisible(Element element) {
    return !INVISIBLE.contains(element.normalName()) && !element.hasAttr("hidden")
        && !"true".equals(element.attr("aria-hidden"))
        && !BOILERPLATE_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
        && !element.attr("style").replace(" ", "").contains("display:none");
  }

  private static String language(Element pre) {
    Matcher matcher = LANGUAGE.matcher(pre.className() + " " + pre.select("code").attr("class"));
    return matcher.find() ? matcher.group(1) : "";
  }
}
