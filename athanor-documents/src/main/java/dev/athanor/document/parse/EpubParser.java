package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Reads electronic books: the pages in the order of the spine, less the table of contents. */
final class EpubParser implements Parser {

  private static final String CONTAINER = "META-INF/container.xml";
  /** Elements that XML may leave without content and HTML takes for opened. */
  private static final String CLOSED_AT_ONCE =
      "<(title|script|style|a|div|span|p|i|b|em|strong|iframe|textarea|td|th)"
          + "((?:\\s[^<>]*)?)/>";

  @Override
  public String version() {
    return "epub-2";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.EPUB);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException {
    if (!OfficePackage.isWhole(raw.bytes())) {
      return Failures.truncated("EPUB");
    }
    try (BookArchive archive = BookArchive.open(raw.bytes())) {
      Optional<String> at = archive.text(CONTAINER).map(EpubParser::xml)
          .flatMap(container -> named(container, "rootfile")).map(root -> root.attr("full-path"));
      Optional<Element> book = at.isEmpty() ? Optional.empty() : archive.text(at.get()).map(EpubParser::xml);
      if (book.isEmpty()) {
        return Failures.notWhatItIsNamed("EPUB", "an archive whose " + CONTAINER + " names a book");
      }
      if (archive.isEncrypted(CONTAINER)) {
        return Failures.encrypted("EPUB");
      }
      ExtractedText text = new ExtractedText();
      addPages(book.get(), at.get(), archive, text);
      Map<String, String> metadata = metadata(book.get());
      String title = Optional.ofNullable(metadata.remove("title"))
          .orElseGet(() -> Titles.of(text.blocks(), raw.id()));
      return new ParseResult.Parsed(Document.of(raw.id(), title, mediaType, text.text(), text.blocks(),
          metadata));
    } catch (BookArchive.TooLarge e) {
      return Failures.tooLargeInside(e.entry(), BookArchive.LARGEST_ENTRY);
    }
  }

  private static void addPages(Element book, String at, BookArchive archive, ExtractedText text)
      throws IOException {
    Map<String, Element> items = new HashMap<>();
    book.getElementsByTag("item").forEach(item -> items.put(item.attr("id"), item));
    for (Element reference : book.getElementsByTag("itemref")) {
      Element item = items.get(reference.attr("idref"));
      if (item != null && !List.of(item.attr("properties").split(" ")).contains("nav")) {
        archive.text(BookArchive.resolved(at, item.attr("href"))).ifPresent(page -> new HtmlBlocks(text)
            .add(Jsoup.parse(page.replaceAll(CLOSED_AT_ONCE, "<$1$2></$1>")).body()));
      }
    }
  }

  private static Map<String, String> metadata(Element book) {
    Map<String, String> metadata = new TreeMap<>();
    Map.of("title", "dc:title", "author", "dc:creator", "language", "dc:language")
        .forEach((name, tag) -> named(
            book, tag).map(Element::text).filter(value -> !value.isBlank())
            .ifPresent(value -> metadata.put(name,
                ExtractedText.oneLine(value))));
    return metadata;
  }

  private static Optional<Element> named(Element parent, String tag) {
    return Optional.ofNullable(parent.getElementsByTag(tag).first());
  }

  /** Entities that a document type declares stay what they are: nothing grows. */
  private static Element xml(String text) {
    return Jsoup.parse(text, "", org.jsoup.parser.Parser.xmlParser());
  }
}
