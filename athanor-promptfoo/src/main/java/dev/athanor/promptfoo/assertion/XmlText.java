package dev.athanor.promptfoo.assertion;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Elements of XML in a text, wherever they stand in it. */
final class XmlText {
  private static final String NAME = "[\\p{L}_:][\\p{L}\\p{N}_:.\\-\\u00b7]*";
  /** What stands between angles: what declares or comments, an end, or a start with its attributes. */
  private static final Pattern TAG = Pattern.compile(
      "<!--.*?(?:-->|\\z)|<!\\[CDATA\\[.*?(?:]]>|\\z)|<\\?.*?(?:\\?>|\\z)"
          + "|<!(?:\"[^\"]*\"|'[^']*'|[^>\"'])*(?:>|\\z)"
          + "|</(?<end>" + NAME + ")(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>"
          + "|<(?<start>" + NAME + ")(?<attributes>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(?<empty>/?)\\s*>",
      Pattern.DOTALL);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(" + NAME + ")(?:\\s*=\\s*(?:\"[^\"]*\"|'[^']*'))?");
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

  private XmlText() {}

  /** An element. */
  private static final class Element {
    private final String name;
    private final List<String> attributes = new ArrayList<>();
    private final List<Element> inside = new ArrayList<>();

    Element(String name) {
      this.name = name;
    }
  }

  /**
   * Elements beside each other.
   *
   * @param elements that are whole
   * @param whole whether they are all that the text has
   */
  record Part(List<Object> elements, boolean whole) {
    /** The paths that lead nowhere. */
    List<String> lacking(List<String> paths) {
      return paths.stream().filter(path -> !leads(elements, path.split("\\.", -1), 0)).toList();
    }

    private static boolean leads(List<?> among, String[] path, int at) {
      if (at == path.length) {
        return true;
      }
      List<Element> named =
          among.stream().map(Element.class::cast).filter(each -> each.name.equals(path[at])).toList();
      if (named.isEmpty() || at + 1 == path.length) {
        return !named.isEmpty();
      }
      if (named.size() == 1) {
        return in(named.getFirst(), path, at + 1);
      }
      boolean chosen = INDEX.matcher(path[at + 1]).matches() && Integer.parseInt(path[at + 1]) < named.size();
      return chosen && (at + 2 == path.length || in(named.get(Integer.parseInt(path[at + 1])), path, at + 2));
    }

    private static boolean in(Element element, String[] path, int at) {
      return (at + 1 == path.length && element.attributes.contains(path[at]))
          || leads(element.inside, path, at);
    }
  }

  /** Whether a text is XML and nothing else, by the rules of its standard; with a definition of its own it is not looked at. */
  static boolean wellFormed(String text) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.DTD && reader.getText().contains("[")) {
          return false;
        }
      }
      return true;
    } catch (XMLStreamException e) {
      return false;
    }
  }

  /** The elements that are in no other, each alone, and before them all of them together. */
  static List<Part> of(String text) {
    List<Element> outermost = new ArrayList<>();
    Deque<Element> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      if (tag.group("start") != null) {
        Element element = new Element(tag.group("start"));
        ATTRIBUTE.matcher(tag.group("attributes")).results()
            .forEach(each -> element.attributes.add("@_" + each.group(1)));
        open.push(element);
        if (!tag.group("empty").isEmpty()) {
          close(open, outermost);
        }
      } else if (tag.group("end") != null) {
        if (!open.isEmpty() && open.peek().name.equals(tag.group("end"))) {
          close(open, outermost);
        } else {
          open.clear();
        }
      }
    }
    open.descendingIterator().forEachRemaining(unfinished -> outermost.addAll(unfinished.inside));
    List<Part> parts = new ArrayList<>();
    if (!outermost.isEmpty()) {
      parts.add(new Part(List.copyOf(outermost), true));
      outermost.forEach(each -> parts.add(new Part(List.of(each), false)));
    }
    return parts;
  }

  private static void close(Deque<Element> open, List<Element> outermost) {
    Element element = open.pop();
    (open.isEmpty() ? outermost : open.peek().inside).add(element);
  }
}
