package dev.athanor.embedders;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** Names files by their content. */
final class FileDigest {
  private static final int SHOWN = 12;

  private FileDigest() {}

  /**
   * The beginning of the hash of files, one after another.
   *
   * @param what they are, and the key of athanor.yaml that names them
   */
  static String of(List<Path> files, String what, String key) {
    MessageDigest digest = Hash.sha256();
    byte[] buffer = new byte[1 << 16];
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      } catch (IOException e) {
        throw new AthanorException("embedder-" + key, Category.USER, false,
            "the embedder's " + what + " " + file
                + " can't be read: " + e + "; expected a file; mend " + key
                + " of the embedder in athanor.yaml",
            e);
      }
    }
    return Hash.ofDigest(digest.digest()).hex().substring(0, SHOWN);
  }
}
