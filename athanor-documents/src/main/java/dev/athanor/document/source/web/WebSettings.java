package dev.athanor.document.source.web;

import dev.athanor.error.AthanorException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pages of a web site are documents, and how politely they are asked for.
 *
 * @param start pages to begin at; what they link to below {@code within} is followed
 * @param sitemaps lists of pages, which are documents without being followed
 * @param within what addresses begin with; others are no documents
 * @param depth how many links from a start page a page may be away; 0 for the start pages alone
 * @param pages at most so many; a site with more is incomplete
 * @param maxBytes of one page
 * @param timeout until a page has come to its end
 * @param pause between two requests, at least; robots.txt may ask for more
 */
public record WebSettings(List<URI> start, List<URI> sitemaps, List<URI> within, int depth, int pages,
    long maxBytes,
    Duration timeout, Duration pause) {
  /** Copies; without prefixes, those of the start pages and the sites of the sitemaps count. */
  public WebSettings {
    start = List.copyOf(start);
    sitemaps = List.copyOf(sitemaps);
    List<URI> prefixes = new ArrayList<>(within);
    if (prefixes.isEmpty()) {
      start.forEach(page -> prefixes.add(page.resolve(".")));
      sitemaps.forEach(sitemap -> prefixes.add(sitemap.resolve("/")));
    }
    for (URI uri : List.of(start, sitemaps, prefixes).stream().flatMap(List::stream).toList()) {
      if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
        throw AthanorException.user("web-address",
            "\"" + uri + "\" is no address of a web page; expected one such as"
                + " https://example.org/docs/");
      }
    }
    within = prefixes.stream().map(Links::clean).toList();
  }

  /** Up to 1000 pages, five links from here, a request a second. */
  public static WebSettings of(URI start) {
    return new WebSettings(List.of(start), List.of(), List.of(), 5, 1000, 20_000_000, Duration.ofSeconds(30),
        Duration
            .ofSeconds(1));
  }

  /** Whether an address may be a document. */
  boolean covers(URI address) {
    return within.stream().anyMatch(prefix -> address.toString().startsWith(prefix.toString()));
  }
}
