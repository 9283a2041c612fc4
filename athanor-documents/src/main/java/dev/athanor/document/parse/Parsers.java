package dev.athanor.document.parse;

import dev.athanor.document.Attributes;
import dev.athanor.document.parse.ParseResult.ParseFailed;
import dev.athanor.document.parse.ParseResult.Parsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * All parsers together. Whatever a file contains, {@link #parse} returns a value: each is read in a thread of
 * its own with a deep stack and a time limit, and errors of the virtual machine that one file can cause (no
 * memory, no stack) are that file's failure. Safe to use from many threads.
 */
public final class Parsers {

  private static final long STACK_BYTES = 64L << 20;

  private final Map<String, Parser> byMediaType = new HashMap<>();
  private final Set<String> versions;
  private final Duration limit;
  private final Optional<Elsewhere> elsewhere;

  Parsers(List<Parser> parsers, Duration limit) {
    this(parsers, limit, Optional.empty());
  }

  private Parsers(List<Parser> parsers, Duration limit, Optional<Elsewhere> elsewhere) {
    for (Parser parser : parsers) {
      parser.mediaTypes().forEach(mediaType -> byMediaType.put(mediaType, parser));
    }
    this.versions = parsers.stream().map(Parser::version).collect(Collectors.toUnmodifiableSet());
    this.limit = limit;
    this.elsewhere = elsewhere;
  }

  /** Every kind of file that can be read, ten minutes for each file, all in this process. */
  public static Parsers standard() {
    return new Parsers(all(), Duration.ofMinutes(10));
  }

  /** The same, but for the files that are read elsewhere. */
  public static Parsers standard(Elsewhere elsewhere) {
    return new Parsers(all(), Duration.ofMinutes(10), Optional.of(elsewhere));
  }

  private static List<Parser> all() {
    return List.of(new MarkdownParser(), new PlainTextParser(), new HtmlParser(), new PdfParser(),
        new DocxParser(), new PptxParser(), new XlsxParser(), new EpubParser(), new MailParser(),
        new CsvParser(), new JsonParser());
  }

  /**
   * What was made of a file, and by what.
   *
   * @param parser the version of the parser that was responsible; empty when no parser was
   */
  public record Reading(String parser, ParseResult result) {
  }

  /** The versions of all parsers: a document read by any other is out of date. */
  public Set<String> versions() {
    return versions;
  }

  /** Patterns for the files that can be read, by extension. */
  public List<String> globs() {
    List<String> globs = new ArrayList<>();
    for (String mediaType : byMediaType.keySet()) {
      MediaTypes.EXTENSIONS.getOrDefault(mediaType, List.of()).forEach(extension -> globs.add("**/*."
          + extension));
    }
    return globs.stream().sorted().toList();
  }

  /** Reads a file. */
  public Reading parse(RawDocument raw) {
    if (raw.bytes().length == 0) {
      return new Reading("", Failures.empty());
    }
    Optional<String> named =
        raw.mediaType().filter(byMediaType::containsKey).or(() -> MediaTypes.named(raw.id()));
    Optional<String> sniffed = MediaTypes.sniffed(raw.bytes());
    String mediaType = sniffed.or(() -> named).orElse(MediaTypes.PLAIN);
    Parser parser = byMediaType.get(mediaType);
    if (parser == null) {
      return new Reading("", Failures.binary("of type " + mediaType));
    }
    Optional<String> binary = sniffed.isPresent() ? Optional.empty() : MediaTypes.binary(raw.bytes());
    if (binary.isPresent()) {
      return new Reading(parser.version(), Failures.binary(binary.get()));
    }
    MediaTypes.Signature expected = MediaTypes.SIGNATURES.get(mediaType);
    if (sniffed.isEmpty() && expected != null) {
      return new Reading(parser.version(), Failures.notWhatItIsNamed(expected.kind(), expected.start()));
    }
    ParseResult result = elsewhere.filter(place -> place.takes(mediaType, raw.bytes().length))
        .map(place -> place.parse(raw, mediaType)).orElseGet(() -> guarded(parser, raw, mediaType));
    return new Reading(parser.version(), attributed(result, raw.attributes()));
  }

  private static ParseResult attributed(ParseResult result, Attributes attributes) {
    return result instanceof Parsed(var document) ? new Parsed(document.with(attributes)) : result;
  }

  private ParseResult guarded(Parser parser, RawDocument raw, String mediaType) {
    FutureTask<ParseResult> task = new FutureTask<>(() -> parser.parse(raw, mediaType));
    Thread thread = new Thread(null, task, "parse " + raw.id(), STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return checked(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return failure(mediaType, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      thread.interrupt();
      return Failures.tooSlow(limit.toSeconds());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new ParseFailed("reading the file was interrupted; sync again");
    }
  }

  private static ParseResult checked(ParseResult result) {
    boolean nothing = result instanceof Parsed(var document) && document.text().isBlank();
    return nothing ? Failures.nothingFound() : result;
  }

  private static ParseResult failure(String mediaType, Throwable problem) {
    return switch (problem) {
      case StackOverflowError e -> Failures.tooDeep();
      case OutOfMemoryError e -> Failures.tooMuchMemory();
      default -> Failures.broken(mediaType, problem);
    };
  }
}
