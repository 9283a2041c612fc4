package dev.athanor.bench.parse;

import dev.athanor.document.DocumentId;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares what the parsers make of files with reviewed Markdown of the same files, as bags of words. The folder has one
 * folder a kind ({@code html}, {@code pdf}, ...), each with the files and, in {@code gold}, {@code FILE.md}.
 */
public final class WordRecall {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  /** What reviewed Markdown has that no reader sees: comments, link targets, escapes. */
  private static final Pattern INVISIBLE =
      Pattern.compile("<!--.*?-->|(?<=\\])\\([^)]*\\)|\\\\|&(lt|gt|amp|nbsp);");

  private WordRecall() {}

  /** Prints a line for each file and the recall and precision of each kind. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected one argument, the folder with md, html, pdf and docx");
    }
    Parsers parsers = Parsers.standard();
    for (String kind : List.of("md", "html", "pdf", "docx")) {
      Path folder = Path.of(arguments[0], kind);
      Counts all = new Counts(0, 0, 0);
      try (var files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          Path gold = folder.resolve("gold").resolve(file.getFileName() + ".md");
          if (Files.exists(gold)) {
            Counts counts = compare(parsers, file, gold);
            System.out.printf(Locale.ROOT, "  %-45s %s%n", file.getFileName(), counts);
            all = all.plus(counts);
          }
        }
      }
      System.out.printf(Locale.ROOT, "%-47s %s%n", kind, all);
    }
  }

  private static Counts compare(Parsers parsers, Path file, Path gold) throws IOException {
    RawDocument raw =
        new RawDocument(new DocumentId(String.valueOf(file.getFileName())), Files.readAllBytes(file));
    String text = switch (parsers.parse(raw).result()) {
      case ParseResult.Parsed(var document) -> document.text();
      case ParseResult.ParseFailed(String reason) -> "";
    };
    Map<String, Integer> expected = words(INVISIBLE.matcher(Files.readString(gold)).replaceAll(" "));
    Map<String, Integer> found = words(text);
    int both = 0;
    for (var word : expected.entrySet()) {
      both += Math.min(word.getValue(), found.getOrDefault(word.getKey(), 0));
    }
    return new Counts(sum(expected), sum(found), both);
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new HashMap<>();
    WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group)
        .forEach(word -> words.merge(word, 1,
            Integer::sum));
    return words;
  }

  private static int sum(Map<String, Integer> words) {
    return words.values().stream().mapToInt(count -> count).sum();
  }

  /** How many words were expected, were found, and are in both. */
  private record Counts(int expected, int found, int both) {
    Counts plus(Counts other) {
      return new Counts(expected + other.expected, found + other.found, both + other.both);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "recall %.4f precision %.4f of %d words",
          (double) both / Math.max(1, expected),
          (double) both / Math.max(1, found), expected);
    }
  }
}
