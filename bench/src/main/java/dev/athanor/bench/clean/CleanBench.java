package dev.athanor.bench.clean;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.clean.CleaningSettings;
import dev.athanor.document.clean.Kind;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Megabytes of extracted text a second: reading files, and cleaning what was read. One thread, the best of five rounds. */
public final class CleanBench {
  private static final int ROUNDS = 5;

  private CleanBench() {}

  /** Reads all files of a folder and prints a line for each way. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected one argument, a folder of documents");
    }
    List<RawDocument> files = new ArrayList<>();
    try (var all = Files.walk(Path.of(arguments[0]))) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.add(new RawDocument(new DocumentId(file.toString()), Files.readAllBytes(file)));
      }
    }
    Parsers parsers = Parsers.standard();
    List<Document> documents = new ArrayList<>();
    double parsing = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      documents.clear();
      long start = System.nanoTime();
      for (RawDocument file : files) {
        if (parsers.parse(file).result() instanceof ParseResult.Parsed(var document)) {
          documents.add(document);
        }
      }
      parsing = Math.min(parsing, (System.nanoTime() - start) / 1e9);
    }
    double megabytes = documents.stream().mapToLong(each -> each.text().length()).sum() / 1e6;
    print("parse", documents.size(), megabytes, parsing);
    print("clean, languages told", documents, megabytes, CleaningSettings.STANDARD);
    print("clean", documents, megabytes,
        new CleaningSettings(Kind.secrets(), new CleaningSettings.Language.Unknown()));
    print("clean, all masked", documents, megabytes, new CleaningSettings(EnumSet.allOf(Kind.class),
        new CleaningSettings.Language.Unknown()));
  }

  private static void print(String what, List<Document> documents, double megabytes,
      CleaningSettings settings) {
    Cleaning cleaning = Cleaning.standard(settings);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      documents.forEach(cleaning::clean);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    print(what, documents.size(), megabytes, best);
  }

  private static void print(String what, int documents, double megabytes, double seconds) {
    System.out.printf(Locale.ROOT, "%-24s %5d documents, %7.2f million characters in %7.3f s: %7.2f MB/s%n",
        what,
        documents, megabytes, seconds, megabytes / seconds);
  }
}
