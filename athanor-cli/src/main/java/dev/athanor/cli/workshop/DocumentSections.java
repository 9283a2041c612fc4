package dev.athanor.cli.workshop;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.Excerpt;
import dev.athanor.document.Excerpts;
import dev.athanor.document.Principals;
import dev.athanor.document.Span;
import dev.athanor.eval.propose.Section;
import dev.athanor.knowledge.chunk.Sentences;
import dev.athanor.knowledge.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The running text of documents, section by section: what questions can be proposed of. Lists, tables and code are none. */
public final class DocumentSections {
  private static final Pattern LINK = Pattern.compile("!?\\[((?:\\[[^]]*]|[^\\[\\]])*)]\\([^)]*\\)");
  private static final Pattern MARKS =
      Pattern.compile("[*`]+|~~|(?<![\\p{L}\\d])_+|_+(?![\\p{L}\\d])|\\[+\\s?\\d+\\s?]+");
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Document document;
  private final Excerpts excerpts;
  private final List<Section> sections = new ArrayList<>();
  private final List<Block.Heading> headings = new ArrayList<>();
  private List<Section.Sentence> sentences = new ArrayList<>();

  private DocumentSections(Document document) {
    this.document = document;
    this.excerpts = new Excerpts(document.text());
  }

  /**
   * Of the documents that were read.
   *
   * @param wanted which of them, by name
   * @param reader only what these may read
   */
  public static List<Section> of(Ledger ledger, Predicate<String> wanted, Principals reader) {
    return ledger.catalogue().stream().filter(each -> each.readers().admit(reader))
        .map(each -> each.entry().document()).filter(name -> wanted.test(name.value()))
        .flatMap(name -> ledger.recorded(name).stream())
        .flatMap(each -> new DocumentSections(each.document().document()).read().stream()).toList();
  }

  private List<Section> read() {
    for (Block block : document.blocks()) {
      switch (block) {
        case Block.Heading heading -> {
          end();
          while (!headings.isEmpty() && headings.getLast().level() >= heading.level()) {
            headings.removeLast();
          }
          headings.add(heading);
        }
        case Block.Paragraph(var span) -> add(span);
        case Block.ListItem _,Block.Table _,Block.Code _ -> {
          // no running text
        }
      }
    }
    end();
    return sections;
  }

  private void add(Span paragraph) {
    for (Span span : Sentences.in(document.text(), paragraph)) {
      Excerpt excerpt = excerpts.at(span);
      String plain = plain(excerpt.text());
      if (!plain.isEmpty()) {
        sentences.add(new Section.Sentence(plain, excerpt.codePoints().start(), excerpt.codePoints().end()));
      }
    }
  }

  private void end() {
    if (!sentences.isEmpty()) {
      sections.add(new Section(document.id().value(), document.title(),
          headings.stream().map(Block.Heading::title).filter(title -> !title.isEmpty()).toList(),
          Optional.ofNullable(document.metadata().get("language")), sentences));
      sentences = new ArrayList<>();
    }
  }

  private static String plain(String text) {
    String unlinked = LINK.matcher(text).replaceAll("$1");
    return SPACE.matcher(MARKS.matcher(unlinked).replaceAll("")).replaceAll(" ").strip();
  }
}
