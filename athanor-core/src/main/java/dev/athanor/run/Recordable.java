package dev.athanor.run;

import dev.athanor.journal.Content;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A value on its way into the journal: redacted, cut into parts, and readable only as what will be read back.
 *
 * @param content what the entry holds
 * @param merkle what the journal stores
 */
record Recordable(Content content, Merkle merkle) {
  static <T> Recordable of(T value, Codec<T> codec, Redactor redactor) {
    Merkle merkle = Merkle.of(redactor.redact(codec.encode(value)));
    return new Recordable(Content.of(merkle), merkle);
  }

  /** What has to be stored beside the entry. */
  List<Merkle.Part> parts() {
    if (content.inline().isPresent()) {
      return merkle.parts();
    }
    List<Merkle.Part> all = new ArrayList<>(merkle.parts());
    all.add(new Merkle.Part(merkle.hash(), merkle.root()));
    return all;
  }

  Set<Hash> payloads() {
    return merkle.payloads();
  }

  /** The value as a replay will see it. */
  <T> T decoded(Codec<T> codec) {
    return codec.decode(merkle.join());
  }
}
