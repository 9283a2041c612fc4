package dev.athanor.cli.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some Java in a file of Markdown.
 *
 * @param file from the project's root
 * @param number among the file's snippets, from 1
 * @param line of its first line in the file
 * @param code as it stands there
 */
record Snippet(String file, int number, int line, String code) {
  private static final String BEGIN = "```java";
  private static final String END = "```";

  /** Those of a file. */
  static List<Snippet> in(Path root, Path file) {
    List<Snippet> snippets = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(BEGIN)) {
        int end = i + 1;
        while (!lines.get(end).strip().equals(END)) {
          end++;
        }
        snippets
            .add(new Snippet(root.relativize(file).toString(), snippets.size() + 1, i + 2, String.join("\n",
                lines.subList(i + 1, end)) + "\n"));
        i = end;
      }
    }
    return snippets;
  }

  /** By which the test knows what stands around it. */
  String name() {
    return file + " " + number;
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
