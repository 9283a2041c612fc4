package dev.athanor.document.source.web;

import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.KeptFile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was learnt of followed pages: where they lead, and how to ask whether they have changed. What was kept of other settings is
 * forgotten, which costs no more than to ask for each page once. For one thread.
 */
final class PageMemory {
  private final KeptFile file;
  private final List<String> within;
  private final Map<String, Page> before;
  private final Map<String, Page> now = new TreeMap<>();

  /**
   * A page.
   *
   * @param fingerprint by which its server can tell whether it has changed
   * @param address where a redirect has led, or its own
   * @param mediaType what the server says it is
   * @param bytes of its body
   * @param readable whether there is text in it
   * @param indexed whether its author lets it be found
   * @param targets where its links lead, as far as that is within the site
   */
  record Page(String fingerprint, URI address, String mediaType, long bytes, boolean readable,
      boolean indexed,
      List<URI> targets) {
    /** Cleans: what was kept long ago may lead out of the site. */
    Page {
      targets = targets.stream().map(Links::clean).toList();
    }

    /** What stands for its content. */
    Fingerprint known() {
      return new Fingerprint(fingerprint);
    }
  }

  /** What is in the file. */
  private record Stored(List<String> within, Map<String, Page> pages) {
  }

  /** What was remembered, if anything. */
  PageMemory(KeptFile file, WebSettings settings) {
    this.file = file;
    this.within = settings.within().stream().map(URI::toString).toList();
    this.before = file.read(Stored.class).filter(stored -> within.equals(stored.within)).map(Stored::pages)
        .orElse(Map.of());
  }

  /** What is known of a page. */
  Optional<Page> of(URI address) {
    return Optional.ofNullable(before.get(address.toString()));
  }

  /** The page is as it was, or nobody can tell. */
  void keep(URI address) {
    of(address).ifPresent(page -> now.put(address.toString(), page));
  }

  /** The page is such. One of which its server cannot tell whether it has changed is not worth remembering. */
  void learn(URI address, Page page) {
    if (Asking.isCondition(page.known())) {
      now.put(address.toString(), page);
    }
  }

  /** Writes down what was kept and learnt, and forgets the rest. */
  void save() throws IOException {
    file.write(new Stored(within, now));
  }
}
