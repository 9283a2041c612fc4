package dev.athanor.promptfoo.assertion;

import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.template.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import tools.jackson.databind.JsonNode;

/** Assertions about XML and HTML in an answer. */
final class MarkupChecks {
  private static final int LONGEST = 10_485_760;
  private static final Pattern OPENING = Pattern.compile("<[a-zA-Z][a-zA-Z0-9-]*(?:\\s[^>]*)?>");
  private static final Pattern CLOSING = Pattern.compile("</[a-zA-Z][a-zA-Z0-9-]*\\s*>");
  private static final Pattern COMMON = Pattern.compile("<(?:html|head|body|div|span|p|a|img|h[1-6]|ul|ol|li"
      + "|table|tr|td|th|form|input|button|script|style|link|meta|br|hr)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOCTYPE = Pattern.compile("<!doctype\\s+html", Pattern.CASE_INSENSITIVE);
  /** What each counts once towards there being HTML. */
  private static final List<Pattern> HINTS = List.of(
      Pattern.compile("<[a-zA-Z][a-zA-Z0-9-]*(?:\\s[^>]*)?/>"),
      Pattern.compile("&(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);"),
      Pattern.compile("<!--[^-]*(?:-[^-]+)*-->"),
      Pattern.compile("\\s[a-zA-Z-]+=\\s*[\"'][^\"']*[\"']"));
  private static final int ENOUGH = 2;
  private static final Set<String> WRAPPERS = Set.of("html", "head", "body");
  /** The elements of HTML's standard; an unknown one counts only with a hyphen. */
  private static final Set<String> ELEMENTS = Set.of("title", "base", "link", "meta", "style", "article",
      "section", "nav", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "address", "p", "hr",
      "pre", "blockquote", "ol", "ul", "li", "dl", "dt", "dd", "figure", "figcaption", "main", "div", "a",
      "em",
      "strong", "small", "s", "cite", "q", "dfn", "abbr", "ruby", "rt", "rp", "data", "time", "code", "var",
      "samp", "kbd", "sub", "sup", "i", "b", "u", "mark", "bdi", "bdo", "span", "br", "wbr", "img", "iframe",
      "embed", "object", "param", "picture", "source", "video", "audio", "track", "map", "area", "svg",
      "math",
      "script", "noscript", "canvas", "ins", "del", "table", "caption", "colgroup", "col", "tbody", "thead",
      "tfoot", "tr", "td", "th", "form", "label", "input", "button", "select", "datalist", "optgroup",
      "option",
      "textarea", "output", "progress", "meter", "fieldset", "legend", "details", "summary", "dialog", "menu",
      "slot", "template");

  private MarkupChecks() {}

  /** The whole answer is well-formed, with the elements that the value names. */
  static Check isXml(One assertion) {
    List<String> paths = paths(assertion);
    return (sample, _) -> {
      String text = sample.output().text();
      boolean holds = XmlText.wellFormed(text) && XmlText.of(text).stream()
          .anyMatch(part -> part.whole() && part.lacking(paths).isEmpty());
      return Verdict.of(holds, assertion.inverse(), (holds ? "" : "not ") + "XML as wanted");
    };
  }

  /** A part of the answer is. */
  static Check containsXml(One assertion) {
    List<String> paths = paths(assertion);
    return (sample, _) -> {
      boolean holds =
          XmlText.of(sample.output().text()).stream().anyMatch(part -> part.lacking(paths).isEmpty());
      return Verdict.of(holds, assertion.inverse(), (holds ? "" : "no ") + "XML as wanted is in it");
    };
  }

  private static List<String> paths(One assertion) {
    JsonNode value = assertion.value().orElseGet(tools.jackson.databind.node.MissingNode::getInstance);
    JsonNode wanted = value.isObject() ? value.path("requiredElements") : value;
    if (value.isObject() && !value.isEmpty() && !wanted.isArray()) {
      throw Values.wrong(assertion,
          "elements between commas, a list of them, or an object with requiredElements");
    }
    Stream<String> paths =
        wanted.isString() ? Arrays.stream(wanted.stringValue().split(",", -1)).map(String::strip)
            : wanted.valueStream().map(Script::text);
    return paths.toList();
  }

  /** As a browser would read it: with elements of HTML's, and no text around them. */
  static Check isHtml(One assertion) {
    return (sample, _) -> {
      boolean holds = html(sample.output().text().strip());
      return Verdict.of(holds, assertion.inverse(), (holds ? "" : "not ") + "HTML");
    };
  }

  private static boolean html(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.toLowerCase(Locale.ROOT).startsWith("<?xml")) {
      return false;
    }
    Document document = Jsoup.parse(text);
    boolean textAround = !written(text, "body") && document.body().childNodes().stream()
        .anyMatch(node -> node instanceof TextNode said && !said.isBlank());
    return !textAround && document.getAllElements().stream()
        .anyMatch(element -> known(element.normalName(), text));
  }

  private static boolean known(String name, String text) {
    return WRAPPERS.contains(name) ? written(text, name) : ELEMENTS.contains(name) || name.contains("-");
  }

  /** Parsers add these where they are missing. */
  private static boolean written(String text, String wrapper) {
    return Pattern.compile("<" + wrapper + "(?=[\\s>/])", Pattern.CASE_INSENSITIVE).matcher(text).find();
  }

  /** Enough looks like it. */
  static Check containsHtml(One assertion) {
    return (sample, _) -> {
      String text = sample.output().text();
      boolean holds = text.length() <= LONGEST && hints(text) >= ENOUGH;
      return Verdict.of(holds, assertion.inverse(), (holds ? "" : "no ") + "HTML is in it");
    };
  }

  private static int hints(String text) {
    int hints = (OPENING.matcher(text).find() ? 1 : 0) + (CLOSING.matcher(text).find() ? 1 : 0);
    hints += DOCTYPE.matcher(text).find() ? ENOUGH : 0;
    hints += COMMON.matcher(text).find() ? ENOUGH : 0;
    return hints + (int) HINTS.stream().filter(each -> each.matcher(text).find()).count();
  }
}
