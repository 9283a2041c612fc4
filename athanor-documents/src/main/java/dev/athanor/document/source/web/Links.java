package dev.athanor.document.source.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  /** The same page always has the same address: without a fragment, with a path, without {@code ..}. */
  static URI clean(URI address) {
    URI normal = address.normalize();
    String host =
        normal.getScheme().toLowerCase(Locale.ROOT) + "://" + String.valueOf(normal.getRawAuthority())
            .toLowerCase(Locale.ROOT);
    String path = normal.getRawPath() == null || normal.getRawPath().isEmpty() ? "/" : normal.getRawPath();
    return URI.create(host + path + (normal.getRawQuery() == null ? "" : "?" + normal.getRawQuery()));
  }
}
