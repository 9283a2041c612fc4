package dev.athanor.knowledge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.knowledge.compare.Question.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionFileTest {
  @TempDir
  private Path folder;

  private List<Question> read(String name, String text) throws IOException {
    return new QuestionFile(Files.writeString(folder.resolve(name), text), Optional.empty()).read();
  }

  @Test
  void a_line_of_json_is_a_question_with_what_is_expected() throws IOException {
    List<Question> questions = read("q.jsonl", """
        {"id":"a","question":"How long?","expected":["leave.md","travel.md"],"spans":["28 days"]}

        {"question":"Where?","expected":{"a.md":2,"b.md":0}}
        {"id":7,"question":"Who?","expected":[{"document":"c.md","relevance":3},{"document":"d.md"},"c.md"]}
        {"question":"One?","expected":"e.md","more":{"is":"passed over"}}
        """);
    assertThat(questions).containsExactly(
        new Question("a", "How long?", Map.of("leave.md", 1, "travel.md", 1),
            List.of(new Span.Words("28 days"))),
        new Question("3", "Where?", Map.of("a.md", 2), List.of()),
        new Question("7", "Who?", Map.of("c.md", 3, "d.md", 1), List.of()),
        new Question("5", "One?", Map.of("e.md", 1), List.of()));
  }

  @Test
  void a_data_set_that_says_where_the_answer_stands_is_read_as_it_is() throws IOException {
    assertThat(read("q.jsonl", """
        {"id":"x","input":"How many?","target":"308","document":"Super.md","start":51,"end":54}
        """)).containsExactly(new Question("x", "How many?", Map.of("Super.md", 1),
        List.of(new Span.Stretch("Super.md", 51, 54))));
  }

  @Test
  void rows_are_questions_too_with_commas_or_semicolons_and_a_mark_before_them() throws IOException {
    List<Question> expected = List.of(
        new Question("2", "How long, if \"ill\"?", Map.of("a.md", 1, "b.md", 1), List.of()),
        new Question("3", "Where?", Map.of(), List.of()));
    assertThat(read("q.csv", "\uFEFFquestion,expected\n\"How long, if \"\"ill\"\"?\",a.md | b.md\nWhere?,\n"))
        .isEqualTo(expected);
    assertThat(read("q.CSV", "Question;Expected\n\"How long, if \"\"ill\"\"?\";a.md|b.md\r\nWhere?;\r\n"))
        .isEqualTo(expected);
    assertThat(read("s.csv", "id,question,spans\nz,Who?,\"the lead\"\n"))
        .containsExactly(new Question("z", "Who?", Map.of(), List.of(new Span.Words("the lead"))));
  }

  @Test
  void a_test_collection_of_BEIR_is_a_folder_of_which_only_judged_queries_count() throws IOException {
    Files.createDirectories(folder.resolve("qrels"));
    Files.writeString(folder.resolve("queries.jsonl"), """
        {"_id": "1", "text": "One?", "metadata": {}}
        {"_id": "2", "text": "Two?"}
        {"_id": "3", "text": "Three?"}
        """);
    Files.writeString(folder.resolve("qrels/test.tsv"),
        "query-id\tcorpus-id\tscore\n1\td1\t1\n1\td2\t2\n3\td3\t0\n2\td4\t1\n");
    assertThat(new QuestionFile(folder, Optional.empty()).read()).containsExactly(
        new Question("1", "One?", Map.of("d1", 1, "d2", 2), List.of()),
        new Question("2", "Two?", Map.of("d4", 1), List.of()));
  }

  @Test
  void judgements_of_TREC_stand_in_four_columns_with_blanks() throws IOException {
    Path queries = Files.writeString(folder.resolve("q.jsonl"), "{\"_id\":\"q1\",\"text\":\"One?\"}");
    Path qrels = Files.writeString(folder.resolve("qrels.txt"), "q1 0 d9 2\nq1 0 d8 -1\n");
    assertThat(new QuestionFile(queries, Optional.of(qrels)).read())
        .containsExactly(new Question("q1", "One?", Map.of("d9", 2), List.of()));
  }

  /** What is in the file, with ; for the end of a line, and what is said of it. */
  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
      "q.jsonl ~ {\"question\":\"a\"};{\"question\": ~ q.jsonl:2: this is not JSON: Unexpected end-of-input within/between Object entries in {\"question\":; expected one object a line, such as {\"question\":\"...\"",
      "q.jsonl ~ {\"question\":\"a\" ~ expected close marker for Object in {\"question\":\"a\"; expected one object a line",
      "q.jsonl ~ [1] ~ q.jsonl:1: this is no JSON object: [1]; expected one object a line, such as {\"question\":\"...\"",
      "q.jsonl ~ {\"qestion\":\"a\"} ~ q.jsonl:1: there is no \"question\"; expected what is asked, as text",
      "q.jsonl ~ {\"question\":[\"a\"]} ~ \"question\" is [\"a\"]; expected text",
      "q.jsonl ~ {\"question\":\" \"} ~ q.jsonl:1: the question has 0 characters; expected 1 to 10000",
      "q.jsonl ~ {\"id\":\"a\",\"question\":\"x\"};{\"id\":\"a\",\"question\":\"y\"} ~ q.jsonl:2: the id \"a\" is that of line 1 as well",
      "q.jsonl ~ {\"question\":\"x\",\"expected\":[3]} ~ \"expected\" has 3; expected the name of a document, or {\"document\"",
      "q.jsonl ~ {\"question\":\"x\",\"expected\":7} ~ \"expected\" is 7; expected a list of documents",
      "q.jsonl ~ {\"question\":\"x\",\"expected\":{\"a\":0.5}} ~ a relevance is 0.5; expected a whole number from 0",
      "q.jsonl ~ {\"question\":\"x\",\"expected\":{\"a\":-1}} ~ a relevance is -1; expected a whole number from 0",
      "q.jsonl ~ {\"question\":\"x\",\"expected\":[\"\"]} ~ \"expected\" has an empty name",
      "q.jsonl ~ {\"question\":\"x\",\"spans\":[\"\"]} ~ \"spans\" has \"\"; expected a piece of text",
      "q.jsonl ~ {\"question\":\"x\",\"document\":\"a\",\"start\":3} ~ \"start\" and \"end\" are 3 and missing; expected where",
      "q.jsonl ~  ~ q.jsonl has no question; expected one in each line, such as {\"question\"",
      "q.csv ~ question,expected ~ q.csv has no question",
      "q.csv ~ asked,expected;a,b ~ q.csv:1: there is no column \"question\", only asked, expected",
      "q.csv ~ question,expcted;a,b ~ q.csv:1: the column \"expcted\" is not known; expected id, question, expected, spans",
      "q.csv ~ question,question;a,b ~ q.csv:1: the column \"question\" is here twice",
      "q.csv ~ question,expected;a,b;c ~ q.csv:3: this row has 1 cells; expected 2",
      "q.csv ~ question,expected;\"a,b ~ q.csv:2: this row can't be read: ",
      "q.txt ~ a ~ q.txt is no file of questions that can be read; expected a name with .jsonl or .csv"})
  void what_is_wrong_is_named_with_its_line(String name, String text, String message) {
    assertThatThrownBy(() -> read(name, text == null ? "" : text.replace(';', '\n')))
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(((AthanorException) e).category()).isEqualTo(Category.USER));
  }

  @Test
  void judgements_that_are_broken_or_of_something_else_are_named() throws IOException {
    Path queries = Files.writeString(folder.resolve("q.jsonl"), "{\"_id\":\"q1\",\"text\":\"One?\"}");
    Path qrels = folder.resolve("qrels.tsv");
    QuestionFile file = new QuestionFile(queries, Optional.of(qrels));
    assertThatThrownBy(file::read).hasMessageContaining("qrels.tsv is not there");
    Files.writeString(qrels, "query-id\tcorpus-id\tscore\nq1\td1\tmuch\n");
    assertThatThrownBy(file::read)
        .hasMessageContaining("qrels.tsv:2: this is \"q1 d1 much\"; expected a question's id, a document");
    Files.writeString(qrels, "q9\td1\t1\n");
    assertThatThrownBy(file::read)
        .hasMessageContaining("judges none of the questions, but \"q9\"; expected their ids, such as \"q1\"");
    assertThatThrownBy(() -> new QuestionFile(folder, Optional.empty()).read())
        .hasMessageContaining("is a folder without queries.jsonl");
  }

  @Test
  void another_encoding_and_a_missing_file_are_named() throws IOException {
    Path latin = Files.write(folder.resolve("q.csv"), "question\nWo ist der Schlüssel?".getBytes(
        StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new QuestionFile(latin, Optional.empty()).read())
        .hasMessageContaining("q.csv is not in UTF-8; save it in that encoding");
    assertThatThrownBy(() -> new QuestionFile(folder.resolve("no.csv"), Optional.empty()).read())
        .hasMessageContaining("no.csv is not there");
  }
}
