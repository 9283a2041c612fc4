package dev.athanor.document.source.web;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Shelf;
import dev.athanor.document.source.web.Visitor.Visit;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One listing of a site. Owned by the thread that lists. */
final class Crawl {
  private static final int SITEMAPS = 1000;

  private final WebSettings settings;
  private final Selection selection;
  private final String mount;
  private final Visitor visitor;
  private final Shelf shelf;
  private final PageMemory memory;
  private final ListingBuilder listing = new ListingBuilder();
  private final Set<URI> seen = new HashSet<>();
  private final Deque<Step> waiting = new ArrayDeque<>();
  private final Map<DocumentId, Fingerprint> unchanged = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private boolean answered;
  private boolean full;

  private record Step(URI address, int depth) {
  }

  Crawl(WebSettings settings, Selection selection, String mount, Visitor visitor, Shelf shelf,
      PageMemory memory) {
    this.settings = settings;
    this.selection = selection;
    this.mount = mount;
    this.visitor = visitor;
    this.shelf = shelf;
    this.memory = memory;
  }

  Listing run() throws IOException {
    settings.start().forEach(page -> meet(Links.clean(page), 0));
    while (!waiting.isEmpty()) {
      follow(waiting.remove());
    }
    Deque<URI> sitemaps = new ArrayDeque<>(settings.sitemaps().stream().map(Links::clean).toList());
    for (int read = 0; !sitemaps.isEmpty() && read < SITEMAPS; read++) {
      readSitemap(sitemaps.remove(), sitemaps);
    }
    if (isDown()) {
      return listing.listing();
    }
    if (full) {
      listing.gap("the site has more than the " + settings.pages()
          + " pages that are asked for, so that no document is"
          + " taken for deleted; name a narrower prefix under `within`, or raise `pages`");
    }
    try {
      memory.save();
    } catch (IOException e) {
      listing.note("what was learnt of the pages could not be written down (" + e
          + "), so that the next sync asks for each of them; see that the disk has room");
    }
    return listing.listing();
  }

  /** Whether nothing of the site could be asked: what was listed says nothing about it, and what was learnt of it stays. */
  boolean isDown() {
    return !answered && !problems.isEmpty();
  }

  /** What went wrong, each with its address. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Pages that were not sent, since they are still what this stands for. */
  Map<DocumentId, Fingerprint> unchanged() {
    return Map.copyOf(unchanged);
  }

  private void meet(URI address, int depth) {
    if (settings.covers(address) && !selection.excludes(name(address)) && !seen.contains(address)) {
      if (seen.size() >= settings.pages()) {
        full = true;
      } else {
        seen.add(address);
        waiting.add(new Step(address, depth));
      }
    }
  }

  private void follow(Step step) throws IOException {
    Visit visit;
    Optional<PageMemory.Page> known = memory.of(step.address);
    try {
      visit = visitor.visit(step.address, known.map(PageMemory.Page::known), false);
    } catch (IOException e) {
      memory.keep(step.address);
      unknown(step.address, e);
      return;
    }
    answered = true;
    switch (visit) {
      case Visit.Answered(Response response) -> take(step, response);
      case Visit.NotOurs(String why) -> listing.passOver(why);
      case Visit.Unchanged _ -> known.ifPresent(page -> takeKnown(step, page));
      case Visit.Gone _ -> listing.passOver("links to nothing");
    }
  }

  private void take(Step step, Response response) throws IOException {
    boolean other = !response.address().equals(step.address);
    if (other && !seen.add(response.address())) {
      return;
    }
    Links links = response.isHtml() ? Links.of(response) : new Links(true, List.of());
    List<URI> targets = links.targets().stream().filter(settings::covers).distinct().toList();
    memory.learn(step.address, new PageMemory.Page(response.fingerprint().value(), response.address(),
        response.mediaType(), response.body().length, WebSource.isReadable(response), links.indexed(),
        targets));
    meet(targets, step);
    if (!WebSource.isReadable(response)) {
      listing.passOver(response.mediaType());
    } else if (links.indexed() && selection.includes(name(response.address()))) {
      Entry entry = entry(response.address(), OptionalLong.of(response.body().length));
      listing.replace(entry);
      shelf.put(entry.document(), Optional.of(response.mediaType()), Attributes.NONE, response.fingerprint(),
          response.modified(), response.content());
    }
  }

  /** A page that is as it was leads where it led. */
  private void takeKnown(Step step, PageMemory.Page page) {
    memory.keep(step.address);
    if (!page.address().equals(step.address) && !seen.add(page.address())) {
      return;
    }
    meet(page.targets(), step);
    if (!page.readable()) {
      listing.passOver(page.mediaType());
    } else if (page.indexed() && selection.includes(name(page.address()))) {
      Entry entry = entry(page.address(), OptionalLong.of(page.bytes()));
      listing.replace(entry);
      unchanged.put(entry.document(), page.known());
    }
  }

  private void meet(List<URI> targets, Step from) {
    if (from.depth < settings.depth()) {
      targets.forEach(target -> meet(target, from.depth + 1));
    }
  }

  private void unknown(URI address, IOException problem) {
    problems.add(address + ": " + problem.getMessage());
    listing.fail(document(address), "the page cannot be read: " + problem.getMessage());
    listing
        .gap(address + ": cannot be read, so that no document is taken for deleted: " + problem.getMessage());
  }

  private void readSitemap(URI address, Deque<URI> more) {
    try {
      Visit visit = visitor.visit(address, Optional.empty(), true);
      answered = true;
      if (!(visit instanceof Visit.Answered(Response response))) {
        throw new IOException("there is none that may be read");
      }
      AbstractSiteMap sitemap = new SiteMapParser(false).parseSiteMap(response.body(), address.toURL());
      if (sitemap instanceof SiteMapIndex index) {
        for (AbstractSiteMap each : index.getSitemaps()) {
          Links.address(each.getUrl().toString()).ifPresent(more::add);
        }
      } else if (sitemap instanceof SiteMap pages) {
        pages.getSiteMapUrls().stream().map(SiteMapURL::getUrl).map(url -> Links.address(url.toString()))
            .flatMap(Optional::stream).forEach(this::addUnread);
      }
    } catch (IOException | UnknownFormatException e) {
      problems.add(address + ": " + e.getMessage());
      listing.gap(address + ": the sitemap cannot be read, so that no document is taken for deleted: "
          + e.getMessage());
    }
  }

  /** A page that will be asked for when it is opened. */
  private void addUnread(URI address) {
    String name = name(address);
    if (!settings.covers(address) || selection.excludes(name) || !selection.includes(name)
        || seen.contains(address)) {
      return;
    }
    if (seen.size() >= settings.pages()) {
      full = true;
      return;
    }
    seen.add(address);
    listing.replace(entry(address, OptionalLong.empty()));
  }

  private Entry entry(URI address, OptionalLong bytes) {
    return new Entry(document(address), address, bytes, Attributes.NONE);
  }

  private DocumentId document(URI address) {
    return new DocumentId(mount + name(address));
  }

  private static String name(URI address) {
    String query = address.getQuery() == null ? "" : "?" + address.getQuery();
    return address.getAuthority() + address.getPath() + query;
  }
}
