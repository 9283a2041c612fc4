package dev.athanor.knowledge.compare;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of questions: JSONL or CSV, or the queries and judgements of a test collection as BEIR and TREC have them.
 *
 * @param file {@code .jsonl} or {@code .csv}; or a folder with {@code queries.jsonl} and {@code qrels.tsv} or {@code qrels/test.tsv}
 * @param judgements a file of judgements (qrels), if the questions don't say themselves what is expected
 */
public record QuestionFile(Path file, Optional<Path> judgements) {
  private static final int LONGEST = 10_000;

  /**
   * Reads all questions.
   *
   * @throws AthanorException {@code questions-file}, with the line
   */
  public List<Question> read() {
    if (Files.isDirectory(file)) {
      return collection().read();
    }
    List<Question> questions = checked(
        name().endsWith(".csv") ? new CsvQuestions(this).read(text(file))
            : JsonQuestions.read(this, lines()));
    return judgements.map(each -> Judgements.read(each).of(questions)).orElse(questions);
  }

  private QuestionFile collection() {
    Path queries = file.resolve("queries.jsonl");
    List<Path> usual = List.of(file.resolve("qrels.tsv"), file.resolve("qrels").resolve("test.tsv"));
    Optional<Path> said = judgements.or(() -> usual.stream().filter(Files::exists).findFirst());
    if (!Files.exists(queries) || said.isEmpty()) {
      throw problem(file, "is a folder without " + (Files.exists(queries)
          ? "qrels.tsv or qrels/test.tsv; name the file of judgements with --qrels"
          : "queries.jsonl; name a file of questions, or a folder with queries.jsonl and qrels.tsv"));
    }
    return new QuestionFile(queries, said);
  }

  private String name() {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  private List<String> lines() {
    if (!name().endsWith(".jsonl") && !name().endsWith(".ndjson")) {
      throw problem(file,
          "is no file of questions that can be read; expected a name with .jsonl or .csv at its end");
    }
    return text(file).lines().toList();
  }

  private List<Question> checked(List<Numbered> numbered) {
    if (numbered.isEmpty()) {
      throw problem(file, "has no question; expected one in each line, such as"
          + " {\"question\":\"How long is the notice period?\",\"expected\":[\"handbook/leave.md\"]}");
    }
    Map<String, Long> seen = new HashMap<>();
    List<Question> questions = new ArrayList<>();
    for (Numbered each : numbered) {
      String text = each.question().text();
      if (text.isBlank() || text.length() > LONGEST) {
        throw problem(each.line(), "the question has " + text.strip().length()
            + " characters; expected 1 to " + LONGEST);
      }
      Long earlier = seen.put(each.question().id(), each.line());
      if (earlier != null) {
        throw problem(each.line(), "the id \"" + each.question().id() + "\" is that of line " + earlier
            + " as well; give each question an id of its own, or leave the ids out");
      }
      questions.add(each.question());
    }
    return questions;
  }

  /**
   * A question.
   *
   * @param line where it stands, from 1
   */
  record Numbered(long line, Question question) {}

  AthanorException problem(long line, String what) {
    return problem(file, line, what);
  }

  static AthanorException problem(Path file, long line, String what) {
    return AthanorException.user("questions-file", file + ":" + line + ": " + what);
  }

  static AthanorException problem(Path file, String what) {
    return AthanorException.user("questions-file", file + " " + what);
  }

  /** The text of a file in UTF-8, without the mark that some programs put before it. */
  static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      throw problem(file, "is not there; name a file of questions (.jsonl or .csv)");
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw problem(file, "is not in UTF-8; save it in that encoding");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
