package dev.athanor.bench.parse;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.retrieval.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares what the parsers make of real files with reviewed Markdown of the same files, beside the plain text that the
 * libraries below them give. The folder {@code documents} has one folder a kind ({@code html}, {@code pdf}, ...), each
 * with the files and, in {@code gold}, {@code FILE.md}.
 */
public final class ParseBench {
  private static final List<String> KINDS =
      List.of("md", "html", "pdf", "docx", "pptx", "xlsx", "csv", "epub");
  private static final String ROW = "%-34s %6s %9s %6s %6s %6s %8s%n";

  private final Gold gold = new Gold();
  private final boolean eachFile;

  private ParseBench(boolean eachFile) {
    this.eachFile = eachFile;
  }

  /** Prints two lines for each kind; with {@code files} as the second argument, also for each file. */
  public static void main(String[] arguments) throws Exception {
    Path documents = DataFolder.of(arguments, "documents");
    Report.heading("What is read from real files, against their reviewed text");
    System.out.printf(Locale.ROOT, ROW, "", "recall", "precision", "pairs", "order", "cells", "headings");
    ParseBench bench = new ParseBench(arguments.length > 1 && arguments[1].equals("files"));
    for (String kind : KINDS) {
      bench.measure(kind, documents.resolve(kind));
    }
  }

  private void measure(String kind, Path folder) throws Exception {
    Likeness ours = Likeness.NONE;
    Likeness plain = Likeness.NONE;
    for (Path file : files(folder)) {
      Reading expected = gold.of(folder.resolve("gold").resolve(file.getFileName() + ".md"));
      Likeness our = Likeness.of(expected, gold.ours(file));
      Likeness their = Likeness.of(expected, Reading.ofPlain(PlainText.of(kind, file)));
      if (eachFile) {
        print("  " + file.getFileName(), our);
        print("    " + PlainText.name(kind), their);
      }
      ours = ours.plus(our);
      plain = plain.plus(their);
    }
    print(kind, ours);
    print("  " + PlainText.name(kind), plain);
  }

  /** Those whose text was reviewed. */
  private static List<Path> files(Path folder) throws Exception {
    List<Path> files = new ArrayList<>();
    try (var all = Files.list(folder)) {
      all.filter(file -> Files.exists(folder.resolve("gold").resolve(file.getFileName() + ".md"))).sorted()
          .forEach(files::add);
    }
    return files;
  }

  private static void print(String name, Likeness likeness) {
    System.out.printf(Locale.ROOT, ROW, name, likeness.recall(), likeness.precision(), likeness.pairs(),
        likeness.order(), likeness.cells(), likeness.headings());
  }
}
