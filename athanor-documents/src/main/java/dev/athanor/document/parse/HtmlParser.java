package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/**
 * Reads HTML. Scripts, styles, navigation, what stands on every page of a site, and form controls are left out, tables become one line a row, and what a
 * browser would set apart becomes a block.
 */
final class HtmlParser implements Parser {

  private static final Pattern DECLARED = Pattern.compile("(?i)<meta[^>]+charset\\s*=\\s*[\"']?([\\w.:-]+)");
  private static final int DECLARED_WITHIN = 4096;

  @Override
  public String version() {
    return "html-2";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.HTML);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) {
    Optional<TextDecoding.Decoded> decoded = decode(raw.bytes());
    if (decoded.isEmpty()) {
      return Failures.noText();
    }
    org.jsoup.nodes.Document page = Jsoup.parse(decoded.get().text());
    ExtractedText text = new ExtractedText();
    new HtmlBlocks(text).add(HtmlBoilerplate.without(page.body()));
    String title = Optional.of(ExtractedText.oneLine(page.title())).filter(value -> !value.isEmpty())
        .orElseGet(() -> Titles.of(text.blocks(), raw.id()));
    return new ParseResult.Parsed(Document.of(raw.id(), title, mediaType, text.text(), text.blocks(),
        metadata(page, decoded.get().encoding())));
  }

  private static Map<String, String> metadata(org.jsoup.nodes.Document page, String encoding) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("encoding", encoding);
    for (var meta : page.select("meta[name][content]")) {
      String name = meta.attr("name").toLowerCase(Locale.ROOT);
      if (Set.of("author", "description", "date").contains(name) && !meta.attr("content").isBlank()) {
        metadata.put(name, ExtractedText.oneLine(meta.attr("content")));
      }
    }
    String language = page.select("html").attr("lang");
    if (!language.isBlank()) {
      metadata.put("language", language.strip());
    }
    return metadata;
  }

  /** A page's own declaration counts only where the bytes do not already say that they are UTF-8 or UTF-16. */
  private static Optional<TextDecoding.Decoded> decode(byte[] bytes) {
    return TextDecoding.decode(bytes).map(decoded -> decoded.encoding().endsWith("(assumed)")
        ? declared(bytes).map(charset -> new TextDecoding.Decoded(new String(bytes, charset), charset.name()))
            .orElse(decoded)
        : decoded);
  }

  private static Optional<Charset> declared(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, DECLARED_WITHIN), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    if (!declared.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(declared.group(1))).filter(charset -> !charset.equals(
          StandardCharsets.UTF_8));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
