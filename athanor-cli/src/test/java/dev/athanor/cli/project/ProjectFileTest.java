package dev.athanor.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.answer.AnswerSettings;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFileTest {
  @TempDir
  private Path folder;

  private ProjectSettings read(String text) throws IOException {
    Files.writeString(folder.resolve(Project.FILE), text);
    return Project.open(folder).settings();
  }

  @Test
  void whatIsNotWrittenHasItsDefault() throws IOException {
    ProjectSettings settings = read("knowledge:\n  sources:\n    - folder: docs\n");
    assertThat(settings).isEqualTo(new ProjectSettings(
        new KnowledgeSettings(List.of(SourceSettings.of("docs")),
            new ByteSize(100_000_000), RetrievalSettings.STANDARD),
        new SystemSettings.Extractive(
            AnswerSettings.STANDARD)));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    ProjectSettings settings = read("""
        knowledge:
          sources:
            - folder: docs
              include: ["**/*.md", "*.txt"]
              exclude: drafts/**
            - folder: /srv/wiki
              name: wiki
          maxFileSize: 1.5 MB
          retrieval:
            mode: keyword
            k: 7
            candidates: 50
            denseWeight: 0.25
            perDocument: 2
            expandParents: false
        systems:
          ask:
            kind: extractive
            passages: 6
            sentences: 12
            citations: 1
            minimumConfidence: 0.9
        """);
    assertThat(settings).isEqualTo(new ProjectSettings(new KnowledgeSettings(List.of(
        new SourceSettings("docs", Optional.empty(), List.of("**/*.md", "*.txt"), List.of("drafts/**")),
        SourceSettings.of("/srv/wiki").named("wiki")), new ByteSize(1_500_000),
        new RetrievalSettings(
            Mode.KEYWORD, 7, 50, 0.25, 2, false)),
        new SystemSettings.Extractive(new AnswerSettings(6, 12, 1,
            0.9))));
  }

  @Test
  void aKeyWithoutAValueIsAsIfItWereNotThere() throws IOException {
    ProjectSettings settings =
        read("knowledge:\n  sources:\n    - folder: docs\n  retrieval:\n    # mode: keyword\n");
    assertThat(settings.knowledge().retrieval()).isEqualTo(RetrievalSettings.STANDARD);
  }

  /** Each mistake with the line and column, and what the message says about it. A backslash n is a line break. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "knowlege: {} | 1 | 1 | unknown key \"knowlege\"; expected one of knowledge, systems; did you mean \"knowledge\"?",
      "knowledge:\\n  source: [] | 2 | 3 | unknown key \"source\" in knowledge; expected one of sources, maxFileSize, retrieval; did you mean \"sources\"?",
      "knowledge:\\n  sources:\\n    - folde: docs | 3 | 7 | knowledge.sources[0].folder is missing; expected the folder that the documents are in",
      "knowledge:\\n  sources:\\n    - folder: docs\\n      inclde: x | 4 | 7 | unknown key \"inclde\" in knowledge.sources[0]; expected one of folder, name, include, exclude; did you mean \"include\"?",
      "knowledge:\\n  sources: docs | 2 | 12 | knowledge.sources is \"docs\"; expected a list, each item after a \"-\"",
      "knowledge:\\n  sources:\\n    - docs | 3 | 7 | knowledge.sources[0] is \"docs\"; expected keys with values",
      "knowledge:\\n  sources: [] | 2 | 3 | knowledge.sources is empty; expected at least one item such as \"- folder: docs\"",
      "knowledge: 7 | 1 | 12 | knowledge is \"7\"; expected keys with values",
      "[a, b] | 1 | 1 | the file is a list; expected keys with values",
      "knowledge:\\n  sources: [{folder: [a]}] | 2 | 22 | knowledge.sources[0].folder is a list; expected text",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: many} | 3 | 18 | knowledge.retrieval.k is \"many\"; expected a whole number",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: 1.5} | 3 | 18 | knowledge.retrieval.k is \"1.5\"; expected a whole number",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: \"5\"} | 3 | 18 | knowledge.retrieval.k is \"5\"; expected a whole number",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: 0} | 3 | 14 | retrieval.k is 0; expected a whole number from 1 to 10000",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {mode: hybird} | 3 | 21 | knowledge.retrieval.mode is \"hybird\"; expected one of keyword, dense, hybrid; did you mean \"hybrid\"?",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {expandParents: 1} | 3 | 30 | knowledge.retrieval.expandParents is \"1\"; expected true or false",
      "knowledge:\\n  sources: [{folder: a}]\\n  maxFileSize: huge | 3 | 16 | knowledge.maxFileSize: \"huge\" is no size; expected a number and a unit, such as 100 MB",
      "knowledge:\\n  sources: [{folder: a, include: \"[x\"}] | 2 | 34 | knowledge.sources[0].include: \"[x\" is no file pattern",
      "knowledge: {sources: [{folder: a}]}\\nsystems: {ask: {kind: magic}} | 2 | 23 | systems.ask.kind is \"magic\"; expected \"extractive\"",
      "knowledge: {sources: [{folder: a}]}\\nsystems: {answer: {}} | 2 | 11 | unknown key \"answer\" in systems; expected \"ask\"",
      "knowledge: {}\\nknowledge: {} | 2 | 1 | the key \"knowledge\" is here a second time; remove one of the two",
      "knowledge:\\n  sources:\\n  - folder: a\\n   name: b | 4 | 4 | this is not YAML: ",
      "knowledge: [1 | 1 | 14 | this is not YAML: ",
      "a: b: c | 1 | 5 | this is not YAML: mapping values are not allowed here",
      "\\tknowledge: {} | 1 | 1 | this is not YAML: "})
  void aMistakeIsNamedWithItsPlaceAndWhatWasExpected(String text, int line, int column, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo("project-file"))
        .hasMessageStartingWith(folder.resolve(Project.FILE) + ", line " + line + ", column " + column + ": "
            + message);
  }

  @Test
  void sourcesMustBeTellableApart() {
    assertThatThrownBy(() -> read("knowledge:\n  sources: [{folder: a}, {folder: b}]\n"))
        .hasMessageContaining("the source b has no name; with several sources all but one need a name");
    assertThatThrownBy(() -> read("knowledge:\n  sources: [{folder: a, name: x}, {folder: b, name: x}]\n"))
        .hasMessageContaining("two sources are named \"x\"");
  }

  @Test
  void aFileThatIsNoTextIsSaidToBeNone() throws IOException {
    Files.write(folder.resolve(Project.FILE), "knowledge: 'caf\u00e9'".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Project.open(folder)).hasMessageContaining("is not text in UTF-8");
  }

  @Test
  void aProjectMayHaveNoDocuments() throws IOException {
    assertThat(read("").knowledge().sources()).isEmpty();
    assertThatThrownBy(() -> read("knowledge: {maxFileSize: 1 MB}")).hasMessageContaining(
        "knowledge.sources is empty");
  }

  @Test
  void aByteOrderMarkIsNoMistake() throws IOException {
    assertThat(read("\ufeffknowledge: {sources: [{folder: a}]}").knowledge().sources()).hasSize(1);
  }
}
