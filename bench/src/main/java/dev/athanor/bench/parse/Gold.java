package dev.athanor.bench.parse;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads reviewed Markdown, and the files that it was made of. */
final class Gold {
  /** What reviewed Markdown has that no reader sees: comments, link targets, escapes. */
  private static final Pattern INVISIBLE =
      Pattern.compile("(?s)<!--.*?-->|(?<=\\])\\([^)\\n]*\\)|\\\\|&(lt|gt|amp|nbsp);");

  private final Parsers parsers = Parsers.standard();

  /** What is to be found in the file to which this reviewed Markdown belongs. */
  Reading of(Path markdown) throws IOException {
    return read(markdown).map(document -> Reading.of(document, Gold::shown)).orElse(Reading.NOTHING);
  }

  /** What our parsers find; nothing, and a line about it, if they refuse the file. */
  Reading ours(Path file) throws IOException {
    return read(file).map(document -> Reading.of(document, words -> words)).orElse(Reading.NOTHING);
  }

  private Optional<Document> read(Path file) throws IOException {
    RawDocument raw =
        new RawDocument(new DocumentId(file.getFileName().toString()), Files.readAllBytes(file));
    return switch (parsers.parse(raw).result()) {
      case ParseResult.Parsed(var document) -> Optional.of(document);
      case ParseResult.ParseFailed(String reason) -> {
        System.err.println("  " + file.getFileName() + ": " + reason);
        yield Optional.empty();
      }
    };
  }

  private static String shown(String markdown) {
    return INVISIBLE.matcher(markdown).replaceAll(" ");
  }
}
