package dev.athanor.document.source;

import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * A file in which a source keeps what it has learnt from one listing to the next, and can do without: if it is missing or broken, all is
 * looked at anew.
 *
 * @param file empty to keep nothing
 */
public record KeptFile(Optional<Path> file) {
  /** Keeps nothing. */
  public static final KeptFile NONE = new KeptFile(Optional.empty());

  /** Keeps it there. Nobody else may use the file. */
  public static KeptFile in(Path file) {
    return new KeptFile(Optional.of(file));
  }

  /** What was kept, if it can be read. */
  public <T> Optional<T> read(Class<T> type) {
    return file.flatMap(path -> {
      try {
        return Optional.ofNullable(Json.MAPPER.readValue(Files.readAllBytes(path), type));
      } catch (IOException | JacksonException e) {
        return Optional.empty();
      }
    });
  }

  /** Keeps this instead, all of it or nothing. */
  public void write(Object kept) throws IOException {
    if (file.isPresent()) {
      Path path = file.get().toAbsolutePath();
      Path folder = Files.createDirectories(path.resolveSibling(""));
      Path draft = Files.createTempFile(folder, "kept", ".part");
      try {
        Files.write(draft, Json.MAPPER.writeValueAsBytes(kept));
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    }
  }
}
