package dev.athanor.bench.sync;

import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Abstracts of SciFact as text files, in folders of equal size. */
final class Abstracts {
  private Abstracts() {}

  /** Writes so many folders of so many documents. */
  static void write(Path corpus, Path folder, int folders, int each) throws IOException {
    try (Stream<String> lines = Files.lines(corpus)) {
      List<JsonNode> documents = lines.limit((long) folders * each).map(Json::parse).toList();
      for (int i = 0; i < documents.size(); i++) {
        JsonNode document = documents.get(i);
        Path target = Files.createDirectories(folder.resolve("part-" + i / each));
        Files.writeString(target.resolve(document.get("_id").stringValue() + ".txt"),
            document.get("title").stringValue()
                + "\n\n" + document.get("text").stringValue() + "\n");
      }
    }
  }

  /** Adds a sentence to every hundredth document, to others with each change; answers with how many that were. */
  static int change(Path folder, int change) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> documents = files.filter(Files::isRegularFile).sorted().toList();
      int changed = 0;
      for (int i = change; i < documents.size(); i += 100) {
        Files.writeString(documents.get(i),
            Files.readString(documents.get(i)) + "This finding was later corrected.\n");
        changed++;
      }
      return changed;
    }
  }
}
