package dev.athanor.document.parse;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.IncludeSourceSpans;

/**
 * Reads CommonMark with GitHub's tables. The extracted text is the file itself, markup included, so that a
 * citation's position is a position in the file; front matter, comments and link definitions are in no block.
 */
final class MarkdownParser implements Parser {

  /** Deeper nesting than this is read as plain text: it is no longer structure, and costs stack. */
  private static final int DEEPEST = 100;

  private final org.commonmark.parser.Parser parser = org.commonmark.parser.Parser.builder()
      .extensions(List.of(TablesExtension.create())).includeSourceSpans(IncludeSourceSpans.BLOCKS)
      .maxOpenBlockParsers(DEEPEST).maxInlineNesting(DEEPEST).build();

  @Override
  public String version() {
    return "markdown-1";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.MARKDOWN);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) {
    Optional<TextDecoding.Decoded> decoded = TextDecoding.decode(raw.bytes());
    if (decoded.isEmpty()) {
      return Failures.noText();
    }
    String text = decoded.get().text();
    FrontMatter front = FrontMatter.of(text);
    List<Block> blocks = new MarkdownBlocks(text, front.end()).of(parser.parse(text.substring(front.end())));
    Map<String, String> metadata = new TreeMap<>(front.values());
    metadata.put("encoding", decoded.get().encoding());
    String title = Optional.ofNullable(front.values().get("title")).filter(value -> !value.isBlank())
        .orElseGet(() -> Titles.of(blocks, raw.id()));
    return new ParseResult.Parsed(Document.of(raw.id(), title, mediaType, text, blocks, metadata));
  }
}
