package dev.athanor.document.parse;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads plain text: the extracted text is the file's own, and paragraphs are what blank lines separate. */
final class PlainTextParser implements Parser {

  private static final Pattern BLANK_LINES = Pattern.compile("(?:\\R[ \\t]*+){2,}+|\\f");

  @Override
  public String version() {
    return "text-1";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.PLAIN);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) {
    return TextDecoding.decode(raw.bytes()).<ParseResult>map(decoded -> {
      List<Block> blocks = new ArrayList<>();
      paragraphs(decoded.text()).forEach(span -> blocks.add(new Block.Paragraph(span)));
      return new ParseResult.Parsed(Document.of(raw.id(), raw.id().stem(), mediaType, decoded.text(), blocks,
          Map.of("encoding", decoded.encoding())));
    }).orElseGet(Failures::noText);
  }

  static List<Span> paragraphs(String text) {
    List<Span> paragraphs = new ArrayList<>();
    Matcher gap = BLANK_LINES.matcher(text);
    int start = 0;
    while (gap.find()) {
      add(paragraphs, new Span(start, gap.start()).trimmed(text));
      start = gap.end();
    }
    add(paragraphs, new Span(start, text.length()).trimmed(text));
    return paragraphs;
  }

  private static void add(List<Span> paragraphs, Span paragraph) {
    if (!paragraph.isEmpty()) {
      paragraphs.add(paragraph);
    }
  }
}
