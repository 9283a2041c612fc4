package dev.athanor.document.clean;

import dev.athanor.document.Attributes;
import dev.athanor.document.Block;
import dev.athanor.document.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Applies one rule after the other, each to what the one before has made. */
final class StandardCleaning implements Cleaning {
  private static final String VERSION = "clean-2";
  private static final String LANGUAGE = "language";
  /** Their extracted text is the file's own. */
  private static final Set<String> OWN_TEXT = Set.of("text/plain", "text/markdown");
  private static final String MARKDOWN = "text/markdown";

  private final CleaningSettings settings;
  private final List<Rule> before;
  private final Rule spaces = new SpacesRule();
  private final Rule sensitive;

  StandardCleaning(CleaningSettings settings) {
    this.settings = settings;
    this.before = List.of(new MojibakeRule(), new InvisibleRule(), new NormalRule(), new HyphenRule());
    this.sensitive = new SensitiveRule(settings.masked());
  }

  @Override
  public String version() {
    return VERSION + "/" + settings.version();
  }

  /** A document on its way through the rules. */
  private record Draft(Document document, Map<String, Integer> counts) {
  }

  @Override
  public Cleaned clean(Document document) {
    Draft draft = new Draft(document, new TreeMap<>());
    for (Rule rule : before) {
      draft = applied(rule, draft);
    }
    if (!OWN_TEXT.contains(document.mediaType())) {
      draft = applied(spaces, draft);
    }
    draft = withoutPages(draft);
    draft = applied(sensitive, new Draft(named(draft.document()), draft.counts()));
    return new Cleaned(draft.document(), new Treatment(draft.counts()));
  }

  private static Draft applied(Rule rule, Draft draft) {
    Document document = draft.document();
    Found found = new Found(draft.counts());
    if (rule.mayFind(document.text())) {
      Piece.of(document).forEach(piece -> rule.look(piece, found));
    }
    Edits edits = found.edits(document.text());
    String title = inline(rule, document.title());
    Map<String, String> metadata = new TreeMap<>();
    document.metadata().forEach((name, value) -> metadata.put(name, inline(rule, value)));
    boolean same = edits.isEmpty() && title.equals(document.title()) && metadata.equals(document.metadata());
    return same ? draft : new Draft(made(document, title, edits.applied(), edits.moved(document.blocks(),
        heading -> inline(rule, heading)), metadata), draft.counts());
  }

  /** What a rule makes of a title or a value; uncounted, since headings and titles say what the text says. */
  private static String inline(Rule rule, String text) {
    if (!rule.mayFind(text)) {
      return text;
    }
    Found found = Found.uncounted();
    rule.look(Piece.prose(text), found);
    String after = found.edits(text).applied();
    return after.isBlank() ? text : after;
  }

  private static Draft withoutPages(Draft draft) {
    Document document = draft.document();
    if (document.mediaType().equals(MARKDOWN)) {
      return draft;
    }
    List<Block> kept = new RepeatedBlocks(document.text(), document.blocks()).kept(new Found(draft.counts()));
    return kept.size() == document.blocks().size() ? draft
        : new Draft(made(document, document.title(), document.text(), kept, document.metadata()),
            draft.counts());
  }

  /** With its language, if that can be told. */
  private Document named(Document document) {
    Optional<String> said = Languages.tag(Optional.ofNullable(document.metadata().get(LANGUAGE)));
    Optional<String> language = said.or(() -> switch (settings.language()) {
      case CleaningSettings.Language.Detected _ -> Languages.of(document);
      case CleaningSettings.Language.Always(String tag) -> Optional.of(tag);
      case CleaningSettings.Language.Unknown _ -> Optional.empty();
    });
    if (language.isEmpty() || language.get().equals(document.metadata().get(LANGUAGE))) {
      return document;
    }
    Map<String, String> metadata = new TreeMap<>(document.metadata());
    metadata.put(LANGUAGE, language.get());
    return made(document, document.title(), document.text(), document.blocks(), metadata);
  }

  private static Document made(Document from, String title, String text, List<Block> blocks,
      Map<String, String> metadata) {
    return Document.of(from.id(), title, from.mediaType(), text, blocks, metadata)
        .with(new Attributes(Optional.empty(), Map.of(), Optional.of(from.readers())));
  }
}
