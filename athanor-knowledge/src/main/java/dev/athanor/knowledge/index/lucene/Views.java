package dev.athanor.knowledge.index.lucene;

import dev.athanor.document.Principals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;

/** An open snapshot and the views of it that were asked for last. Safe for use by many threads. */
final class Views {
  private static final int REMEMBERED = 64;

  private final DirectoryReader reader;
  /** Guarded by this; the one asked for longest ago first. */
  private final Map<Principals, View> views = new LinkedHashMap<>(16, 0.75f, true);

  Views(DirectoryReader reader) {
    this.reader = reader;
  }

  DirectoryReader reader() {
    return reader;
  }

  synchronized View of(Principals asking) throws IOException {
    View known = views.get(asking);
    if (known != null) {
      return known;
    }
    View made = View.of(reader, asking);
    views.put(asking, made);
    if (views.size() > REMEMBERED) {
      views.remove(views.keySet().iterator().next());
    }
    return made;
  }
}
