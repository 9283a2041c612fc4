package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * Takes from a page what stands on every page of its site. Where the page says which part of it is the content, and that part has
 * most of the text, the rest goes. Elsewhere only what calls itself navigation, footer, cookie notice and the like goes, and only
 * where it is a small part of the page: whoever reads too much has lost nothing.
 */
final class HtmlBoilerplate {

  private static final String CONTENT = "main, [role=main], article";
  private static final String ROLES =
      "footer, aside, [role=contentinfo], [role=banner], [role=complementary],"
          + " [role=dialog], [role=alertdialog]";
  private static final String FRAME = ROLES + ", [class], [id]";
  private static final Pattern NAMES = Pattern.compile(
      ".*\\b(nav|navbar|navigation|menu|sidebar|breadcrumbs?|related|share|social|cookies?|consent|gdpr|newsletter|footer"
          + "|site-header|skip-link|advert\\w*|promo|comments-form)\\b.*");
  private static final double MOST_OF_THE_TEXT = 0.5;
  private static final double SMALL_PART = 0.3;
  private static final double MOSTLY_LINKS = 0.5;
  private static final int FEW_WORDS = 80;

  private HtmlBoilerplate() {
  }

  /** The element to be read; what is no content is taken out of it. */
  static Element without(Element body) {
    int all = length(body);
    Element content = content(body, all).orElse(body);
    if (all > 0) {
      int whole = length(content);
      List<Element> frame = new ArrayList<>();
      for (Element element : content.select(FRAME)) {
        if (!element.equals(content) && mayBeFrame(element, content.equals(body))
            && length(element) <= whole * SMALL_PART && isFrame(element, content.equals(body))) {
          frame.add(element);
        }
      }
      int taken =
          frame.stream().filter(element -> element.parents().stream().noneMatch(frame::contains)).mapToInt(
              HtmlBoilerplate::length).sum();
      if (taken < whole * MOST_OF_THE_TEXT) {
        frame.forEach(Element::remove);
      }
    }
    return content;
  }

  /** What the page says is its content, if nothing else on the page could be. */
  private static Optional<Element> content(Element body, int all) {
    Elements claimed = body.select(CONTENT);
    List<Element> outermost = claimed.stream().filter(element -> element.parents().stream().noneMatch(
        claimed::contains)).toList();
    return outermost.size() == 1 && length(outermost.getFirst()) >= all * MOST_OF_THE_TEXT
        ? Optional.of(outermost
            .getFirst())
        : Optional.empty();
  }

  /** Told before anything is measured: pages have thousands of elements within each other. */
  private static boolean mayBeFrame(Element element, boolean byName) {
    return element.is(ROLES)
        || (byName && NAMES.matcher((element.className() + " " + element.id()).toLowerCase(
            Locale.ROOT)).matches());
  }

  /** Where the page says what its content is, names inside of it are not looked at: the page knows better. */
  private static boolean isFrame(Element element, boolean byName) {
    if (element.normalName().equals("body") || element.closest("table, pre, h1, h2, h3") != null) {
      return false;
    }
    boolean inArticle = element.parents().is("article, section, blockquote");
    boolean says = element.is("footer, [role=contentinfo], [role=banner], [role=dialog], [role=alertdialog]");
    boolean beside = element.is("aside, [role=complementary]");
    boolean named = byName
        && NAMES.matcher((element.className() + " " + element.id()).toLowerCase(Locale.ROOT)).matches();
    int length = length(element);
    int links = element.select("a").stream().mapToInt(HtmlBoilerplate::length).sum();
    boolean ofLinks = links >= length * MOSTLY_LINKS;
    boolean isShort = element.text().split(" ").length <= FEW_WORDS;
    return (says && !inArticle) || (beside && !inArticle && ofLinks)
        || (named && !element.is("span, a, li, p, code")
            && (ofLinks || (isShort && isNotice(element))));
  }

  /** Whether a short text that calls itself a notice is one. */
  private static boolean isNotice(Element element) {
    String text = element.text().toLowerCase(Locale.ROOT);
    return text.contains("cookie") || text.contains("consent") || text.contains("\u00A9")
        || text.contains("subscribe")
        || text.contains("newsletter") || text.contains("privacy");
  }

  private static int length(Element element) {
    return element.text().length();
  }
}
