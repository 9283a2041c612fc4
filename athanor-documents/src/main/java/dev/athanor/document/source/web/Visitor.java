package dev.athanor.document.source.web;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.athanor.document.source.Fingerprint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for pages as a guest: only what robots.txt permits, one at a time, with a pause between, and within the prefixes of the settings also
 * where a redirect leads. Safe for use by many threads, which wait for each other.
 */
final class Visitor {
  private static final int REDIRECTS = 5;
  private static final int ROBOTS_BYTES = 512 << 10;
  private static final int ATTEMPTS = 3;
  /** A site that gives no answer so often in a row is not asked again before the next listing. */
  private static final int SILENCES = 3;
  /** So long a server may have us wait in one listing and what is opened of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void take(Duration pause) throws InterruptedException;
  }

  /** What became of a request. */
  sealed interface Visit {
    /** There is an answer. */
    record Answered(Response response) implements Visit {
    }

    /** The page is still the known one. */
    record Unchanged() implements Visit {
    }

    /** The server says that there is no such page. */
    record Gone() implements Visit {
    }

    /** It is not for us: robots.txt forbids it, or it leads out of the site. */
    record NotOurs(String why) implements Visit {
    }
  }

  private final WebSettings settings;
  private final Asking asking;
  private final Pause pause;
  /** Guarded by this. */
  private final Map<String, BaseRobotRules> robots = new HashMap<>();
  /** How often in a row a site gave no answer. Guarded by this. */
  private final Map<String, Integer> silences = new HashMap<>();
  /** Guarded by this. */
  private Duration patience = PATIENCE;

  Visitor(WebSettings settings, Pause pause) {
    this.settings = settings;
    this.asking = new Asking(settings.timeout());
    this.pause = pause;
  }

  /** Forgets what robots.txt said and who gave no answer, and is patient again. */
  synchronized void begin() {
    robots.clear();
    silences.clear();
    patience = PATIENCE;
  }

  /**
   * Asks for a page.
   *
   * @throws IOException when nobody can tell whether there is such a page
   */
  synchronized Visit visit(URI page, Optional<Fingerprint> known, boolean sitemap) throws IOException {
    URI address = page;
    for (int redirect = 0; redirect <= REDIRECTS; redirect++) {
      BaseRobotRules rules = rules(address);
      if (!rules.isAllowed(address.toString())) {
        return new Visit.NotOurs("robots.txt forbids it");
      }
      rest(Duration.ofMillis(Math.max(settings.pause().toMillis(), rules.getCrawlDelay())));
      Response response = patiently(address, known, settings.maxBytes());
      int status = response.status();
      if (status == 304) {
        return new Visit.Unchanged();
      } else if (status == 404 || status == 410) {
        return new Visit.Gone();
      } else if (status == 200) {
        return new Visit.Answered(response);
      } else if (status < 300 || status >= 400 || response.headers().firstValue("Location").isEmpty()) {
        throw new IOException("the server answered with status " + status);
      }
      address = Links.clean(address.resolve(response.headers().firstValue("Location").orElseThrow().strip()));
      if (!sitemap && !settings.covers(address)) {
        return new Visit.NotOurs("it leads out of the site");
      }
    }
    throw new IOException("it was redirected more than " + REDIRECTS + " times");
  }

  /** Asks again after the time that a busy server names, if that is bearable. */
  private Response patiently(URI address, Optional<Fingerprint> known, long maxBytes) throws IOException {
    Response response = ask(address, known, maxBytes);
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Optional<Duration> wanted = response.retryAfter();
      if (wanted.isEmpty()) {
        return response;
      }
      Duration wait = wanted.get();
      if (wait.compareTo(patience) > 0) {
        throw new IOException("the server answered with status " + response.status()
            + " and wants to be asked again in "
            + wait.toSeconds() + " s, which is longer than a sync waits; sync again then, or raise `pause`");
      }
      patience = patience.minus(wait);
      rest(wait);
      response = ask(address, known, maxBytes);
    }
    return response;
  }

  /** A site that has died since it was listed is not asked for each of its pages. */
  private Response ask(URI address, Optional<Fingerprint> known, long maxBytes) throws IOException {
    String site = site(address);
    if (silences.getOrDefault(site, 0) >= SILENCES) {
      throw new IOException(site + " gave no answer " + SILENCES
          + " times in a row and was not asked again; sync again when it answers");
    }
    try {
      Response response = asking.get(address, known, maxBytes);
      silences.remove(site);
      return response;
    } catch (Asking.NoAnswer e) {
      silences.merge(site, 1, Integer::sum);
      throw e;
    }
  }

  private static String site(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private void rest(Duration time) throws IOException {
    try {
      pause.take(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  private BaseRobotRules rules(URI address) throws IOException {
    String site = site(address);
    BaseRobotRules known = robots.get(site);
    if (known != null) {
      return known;
    }
    URI file = URI.create(site + "/robots.txt");
    Response response = patiently(file, Optional.empty(), ROBOTS_BYTES);
    if (response.status() >= 500 || response.status() == 429) {
      throw new IOException("robots.txt of the site was answered with status " + response.status()
          + ", so that nothing may be asked");
    }
    byte[] text = response.status() == 200 ? response.body() : new byte[0];
    BaseRobotRules rules =
        new SimpleRobotRulesParser().parseContent(file.toString(), text, "text/plain", List.of(
            Asking.NAME));
    robots.put(site, rules);
    return rules;
  }
}
