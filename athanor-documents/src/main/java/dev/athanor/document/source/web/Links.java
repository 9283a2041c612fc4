package dev.athanor.document.source.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page says to a visitor.
 *
 * @param indexed whether its author lets it be found
 * @param targets where its links lead, in their order; none if the author does not want them to be followed
 */
record Links(boolean indexed, List<URI> targets) {
  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");
  /** The root of a path, with the steps that would lead above it. */
  private static final Pattern ABOVE_ALL = Pattern.compile("^/(\\.\\.(/|$))*");

  static Links of(Response response) throws IOException {
    Document page =
        Jsoup.parse(new ByteArrayInputStream(response.content()), null, response.address().toString());
    String wishes =
        page.select("meta[name=robots], meta[name=" + Asking.NAME + "]").eachAttr("content").toString()
            .toLowerCase(Locale.ROOT);
    List<URI> targets = new ArrayList<>();
    if (!wishes.contains("nofollow") && !wishes.contains("none")) {
      for (Element link : page.select("a[href]:not([rel~=(?i)nofollow])")) {
        address(link.absUrl("href")).ifPresent(targets::add);
      }
    }
    return new Links(!wishes.contains("noindex") && !wishes.contains("none"), targets);
  }

  /** The address that a text is, if it is one. */
  static Optional<URI> address(String text) {
    try {
      URI address = URI.create(text.strip().replace(" ", "%20"));
      return address.getHost() == null ? Optional.empty() : Optional.of(clean(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The same page always has the same address: without a fragment, with a path, and without {@code ..}, also where that is
   * written {@code %2e%2e}, so that nobody who compares addresses is led elsewhere (RFC 3986, 6.2.2).
   */
  static URI clean(URI address) {
    String site = address.getScheme().toLowerCase(Locale.ROOT) + "://"
        + String.valueOf(address.getRawAuthority()).toLowerCase(Locale.ROOT);
    String given =
        address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String path = URI.create(site + unescaped(given)).normalize().getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create(site + "/" + ABOVE_ALL.matcher(path).replaceFirst("") + query);
  }

  /** A path in which what needs no escape has none. What is escaped twice stays escaped once, as it is for the server. */
  private static String unescaped(String path) {
    return ESCAPED.matcher(path).replaceAll(escape -> {
      String character = Character.toString(Integer.parseInt(escape.group(1), 16));
      return Matcher.quoteReplacement(UNRESERVED.matcher(character).matches() ? character : escape.group());
    });
  }
}
