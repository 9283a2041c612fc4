package dev.athanor.cli.documentation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reader has around a snippet, so that it is Java: what it imports, what it has declared before, and what the snippet is.
 *
 * @param form of the snippet
 * @param imports each a type, or a package with a star
 * @param members of the class around it
 */
record Around(Form form, String imports, String members) {
  private static final String KERNEL = "dev.athanor.run.* dev.athanor.json.Codec dev.athanor.journal.RunId "
      + "dev.athanor.store.journal.SqliteJournal ";
  private static final String LANGCHAIN4J = "dev.athanor.langchain4j.* dev.langchain4j.service.AiServices "
      + "dev.langchain4j.service.MemoryId dev.langchain4j.service.UserMessage dev.langchain4j.agent.tool.Tool "
      + "dev.langchain4j.model.chat.ChatModel dev.langchain4j.rag.content.retriever.ContentRetriever "
      + "dev.langchain4j.memory.chat.MessageWindowChatMemory dev.langchain4j.store.memory.chat.ChatMemoryStore "
      + "java.util.concurrent.Executor java.nio.file.Path ";
  private static final String ASSISTANT = """
      interface Assistant {
        String chat(@MemoryId String who, @UserMessage String text);
      }
      static final class Bookings {
        @Tool String book(String city) { return city; }
      }
      ChatModel model;
      Executor executor;
      ContentRetriever retriever;
      ChatMemoryStore store;
      """;

  private static final Map<String, Around> KNOWN = Map.of("README.md 1",
      new Around(Form.STATEMENTS, KERNEL + "dev.athanor.journal.Path", """
          record Letter(String to, String text) {}
          java.nio.file.Path folder;
          Operation<String, String> draft() { return null; }
          Operation<Letter, String> mail() { return null; }
          """), "docs/langchain4j.md 1", new Around(Form.STATEMENTS, LANGCHAIN4J, ASSISTANT),
      "docs/langchain4j.md 2",
      new Around(Form.STATEMENTS, KERNEL + LANGCHAIN4J, ASSISTANT), "docs/langchain4j.md 3",
      new Around(Form.MEMBERS, KERNEL + LANGCHAIN4J, ASSISTANT), "docs/langchain4j.md 4",
      new Around(Form.MEMBERS,
          LANGCHAIN4J + "dev.athanor.journal.Effect", ""),
      "docs/langchain4j.md 5", new Around(Form.EXPRESSION,
          KERNEL + LANGCHAIN4J + "dev.langchain4j.agentic.AgenticServices", ""),
      "docs/providers.md 1",
      new Around(Form.STATEMENTS,
          "dev.athanor.models.provider.* dev.athanor.model.* java.net.URI java.util.List",
          ""),
      "docs/simulator.md 1", new Around(Form.STATEMENTS,
          "dev.athanor.simulator.* dev.athanor.simulator.script.* dev.athanor.simulator.answer.Problem "
              + "java.time.Duration",
          ""),
      "docs/systems.md 1", new Around(Form.STATEMENTS,
          "dev.athanor.system.* dev.athanor.system.conversation.Inquiry dev.athanor.model.ModelOperation "
              + "dev.athanor.models.provider.* dev.athanor.knowledge.retrieve.* "
              + "dev.athanor.knowledge.answer.* dev.athanor.knowledge.index.SnapshotName "
              + "dev.athanor.prompt.* dev.athanor.run.* dev.athanor.journal.RunId java.nio.file.Path",
          """
              Retriever retriever;
              Extractor extractor;
              Providers providers;
              Path folder;
              SnapshotName snapshot;
              Runs runs;
              """));

  private static final Map<String, Around> JUNIT = Map.of(
      "docs/junit.md 1",
      new Around(Form.MEMBERS,
          "dev.athanor.junit.* dev.athanor.run.Outcome dev.athanor.run.Program dev.athanor.run.Recording",
          """
              static final class Assistants {
                static Program<String, String> program() { return null; }
              }
              static void assertTrue(boolean holds) {}
              """),
      "docs/junit.md 3",
      new Around(Form.MEMBERS,
          "dev.athanor.junit.* dev.athanor.run.Program dev.athanor.eval.report.Report "
              + "dev.athanor.journal.Journal dev.athanor.store.journal.SqliteJournal java.nio.file.Path",
          """
              static final class Assistants {
                static Program<String, String> program() { return null; }
              }
              static void assertTrue(boolean holds) {}
              """),
      "docs/junit.md 4",
      new Around(Form.MEMBERS, "dev.athanor.junit.* dev.athanor.run.Program",
          """
              static final class Assistants {
                static Program<String, String> extractive() { return null; }
                static Program<String, String> program() { return null; }
              }
              """),
      "docs/junit.md 2",
      new Around(Form.STATEMENTS,
          "dev.athanor.run.Runs dev.athanor.journal.RunId dev.athanor.trail.BundleWriter java.nio.file.Path",
          "Runs runs;\n"));

  /** What a snippet is. */
  enum Form {
    /** Stands in a method. */
    STATEMENTS,
    /** Stands in a class. */
    MEMBERS,
    /** Stands in a statement. */
    EXPRESSION
  }

  /** What stands around a snippet; empty if nobody has said it. */
  static Optional<Around> of(Snippet snippet) {
    return Optional.ofNullable(KNOWN.get(snippet.name())).or(() -> Optional.ofNullable(JUNIT.get(
        snippet.name())));
  }

  /** The head of the source, of as many lines as it has, and the snippet from the next line on. */
  Source source(String type, String code) {
    String head = Arrays.stream(imports.strip().split(" +")).map(name -> "import " + name + ";\n").collect(
        Collectors.joining()) + "class " + type + " {\n" + members;
    String body = code.replace("{ … }", "{ return null; }");
    return switch (form) {
      case STATEMENTS -> new Source(head + "void snippet() throws Exception {\n", body + "}\n}\n");
      case MEMBERS -> new Source(head, body + "}\n");
      case EXPRESSION ->
          new Source(head + "Object snippet() throws Exception { return\n", body + ";\n}\n}\n");
    };
  }

  /**
   * A class with a snippet in it.
   *
   * @param head what stands before the snippet
   * @param rest the snippet and what closes it
   */
  record Source(String head, String rest) {
    /** How many lines stand before the snippet. */
    long before() {
      return head.lines().count();
    }
  }
}
