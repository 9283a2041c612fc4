package dev.athanor.knowledge.sync;

import dev.athanor.document.Attributes;
import dev.athanor.document.source.Content;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Names the content of a document: its bytes, and what comes with them. */
final class ContentHash {

  private static final int BUFFER = 65_536;

  private ContentHash() {
  }

  static String of(byte[] bytes, Attributes attributes) {
    return with(Hash.of(bytes), attributes);
  }

  /** Without holding it in memory. */
  static String of(Content content) throws IOException {
    MessageDigest digest = Hash.sha256();
    InputStream stream = content.stream();
    byte[] buffer = new byte[BUFFER];
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return with(Hash.ofDigest(digest.digest()), content.attributes());
  }

  /** Of the bytes alone, where there is nothing else that comes with them. */
  private static String with(Hash bytes, Attributes attributes) {
    return attributes.equals(Attributes.NONE)
        ? bytes.hex()
        : Hash.of(bytes.hex() + Json.MAPPER.writeValueAsString(attributes)).hex();
  }
}
