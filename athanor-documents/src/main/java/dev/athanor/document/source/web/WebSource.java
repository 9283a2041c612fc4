package dev.athanor.document.source.web;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.KeptFile;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Shelf;
import dev.athanor.document.source.ShelvedSource;
import dev.athanor.document.source.SourceId;
import dev.athanor.document.source.web.Visitor.Visit;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of web sites. Pages that are found by following links are asked for while listing, since only they tell what else there is;
 * where they lead is remembered. Pages of a sitemap are asked for when they are opened. Unchanged pages are not sent again.
 */
public final class WebSource extends ShelvedSource {
  private static final Set<String> NO_DOCUMENTS = Set.of("text/css", "text/javascript", "text/event-stream");

  private static final int NAMED = 5;

  private final String mount;
  private final WebSettings settings;
  private final Selection selection;
  private final Visitor visitor;
  private final KeptFile memory;
  /** Of the newest listing: pages that were not sent, since they are still what this stands for. */
  private volatile Map<DocumentId, Fingerprint> unchanged = Map.of();

  /**
   * A source over a site.
   *
   * @param mount what to put before each document's id, which is the address without {@code https://}
   * @param selection over addresses without {@code https://}
   * @param memory where what was learnt of followed pages is kept, so that unchanged ones are not sent again
   */
  public WebSource(SourceId id, String mount, WebSettings settings, Selection selection,
      KeptFile memory) {
    this(id, mount, settings, selection, memory, Thread::sleep);
  }

  WebSource(SourceId id, String mount, WebSettings settings, Selection selection, KeptFile memory,
      Visitor.Pause pause) {
    super(id);
    this.mount = mount;
    this.settings = settings;
    this.selection = selection;
    this.memory = memory;
    this.visitor = new Visitor(settings, pause);
  }

  @Override
  public String place() {
    return "the pages below " + settings.within().getFirst();
  }

  @Override
  protected Listing fill(Shelf shelf) throws IOException {
    visitor.begin();
    Crawl crawl = new Crawl(settings, selection, mount, visitor, shelf, new PageMemory(memory, settings));
    Listing listing = crawl.run();
    if (crawl.isDown()) {
      throw down(crawl.problems());
    }
    unchanged = crawl.unchanged();
    return listing;
  }

  private AthanorException down(List<String> problems) {
    String others = problems.size() > NAMED ? "; and " + (problems.size() - NAMED) + " more" : "";
    return AthanorException.data("site-down", "Nothing of the site of source \"" + id()
        + "\" could be asked: "
        + String.join("; ", problems.subList(0, Math.min(NAMED, problems.size()))) + others
        + ". See that it answers, or mend its addresses in athanor.yaml, and sync again. Nothing was changed.");
  }

  @Override
  public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
    Optional<Fingerprint> same = Optional.ofNullable(unchanged.get(entry.document()));
    if (same.isEmpty() && entry.bytes().isPresent()) {
      return super.open(entry, known);
    }
    if (same.isPresent() && same.equals(known)) {
      return Optional.empty();
    }
    Visit visit = visitor.visit(entry.location(), known, false);
    return switch (visit) {
      case Visit.Unchanged _ -> Optional.empty();
      case Visit.Gone _ -> throw new NoSuchFileException(entry.location().toString());
      case Visit.NotOurs(String why) -> throw new IOException(why);
      case Visit.Answered(Response response) -> opened(response, known);
    };
  }

  private static Optional<Content> opened(Response response, Optional<Fingerprint> known) throws IOException {
    if (!isReadable(response)) {
      throw new IOException("it is " + response.mediaType() + ", which is no text");
    }
    Fingerprint fingerprint = response.fingerprint();
    return known.equals(Optional.of(fingerprint)) ? Optional.empty()
        : Optional.of(
            Content.of(response.content(), Optional.of(response.mediaType()), Attributes.NONE, Optional.of(
                fingerprint), response.modified()));
  }

  /** Text, and the kinds of file that have text in them. */
  static boolean isReadable(Response response) {
    String type = response.mediaType();
    return !NO_DOCUMENTS.contains(type)
        && (type.startsWith("text/") || (type.startsWith("application/") && !type.matches(
            ".*(javascript|octet-stream|zip|font|wasm).*")));
  }
}
