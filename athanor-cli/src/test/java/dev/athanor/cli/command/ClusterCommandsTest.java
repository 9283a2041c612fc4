package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.opensearch.index.OpenSearchIndex;
import dev.athanor.opensearch.index.OpenSearchSettings;
import dev.athanor.opensearch.wire.Address;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands do the same with an index in a cluster. */
@EnabledIfSystemProperty(named = ClusterNode.PROPERTY, matches = ".+",
    disabledReason = "needs a node of OpenSearch: docs/opensearch.md says how to make one")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterCommandsTest {
  private Path folder;
  private ClusterNode node;

  @BeforeAll
  void start(@TempDir Path empty) {
    folder = empty;
    node = ClusterNode.start(empty.resolve("node"));
  }

  @AfterAll
  void stop() {
    node.close();
  }

  /** A project of its own; what is hidden is for the board. */
  private CommandLineUnderTest project(String name, String index) throws IOException {
    Path project = folder.resolve(name);
    Handbook.write(project.resolve("docs"));
    Handbook.file(project.resolve("docs"), "board/plans.md",
        "# Plans\n\nThe board plans to move the library to the harbour, and employees get paid leave for it.\n");
    Files.writeString(project.resolve("athanor.yaml"), """
        knowledge:
          sources:
            - folder: docs
              access:
                - match: "board/**"
                  readers: [board]
        """ + index);
    return CommandLineUnderTest.in(project);
  }

  private static String index(String name, URI url, String... more) {
    return "  index:\n    opensearch:\n      url: " + url + "\n      name: " + name + "\n      copies: 1\n"
        + (more.length == 0 ? "" : "      " + String.join("\n      ", more) + "\n");
  }

  private static Result done(CommandLineUnderTest shell, String... arguments) {
    Result result = shell.athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  /** What was found, without what tells the runs apart. */
  private static JsonNode hits(CommandLineUnderTest shell, String... arguments) {
    ObjectNode found = (ObjectNode) done(shell, arguments).json();
    return found.without("run").without("took");
  }

  @Test
  void whatIsFoundAndAnsweredIsWhatAnIndexInAFolderFindsAndAnswers() throws IOException {
    CommandLineUnderTest here = project("here", "");
    CommandLineUnderTest there = project("there", index("same", node.address()));
    done(here, "sync");
    assertThat(done(there, "sync").out()).contains("4 ");
    for (String question : new String[]{Handbook.QUESTION, "library", "room key", "hotel trains euros"}) {
      for (String asking : new String[]{"everyone", "board", "staff"}) {
        for (String filter : new String[]{"path:**", "path:*.md", "-path:leave.md type:text/*"}) {
          String[] arguments = {"search", "--json", "--as", asking, "--filter", filter, question};
          assertThat(hits(there, arguments)).as(question + " " + asking + " " + filter)
              .isEqualTo(hits(here, arguments));
        }
      }
    }
    assertThat(done(there, "ask", Handbook.QUESTION).out()).startsWith("Every employee has 28 days");
    assertThat(done(there, "doctor").out()).contains("snapshot s1-");
  }

  @Test
  void whatIsForTheBoardIsFoundByTheBoardOnly() throws IOException {
    CommandLineUnderTest shell = project("hidden", index("hidden", node.address()));
    done(shell, "sync");
    assertThat(done(shell, "search", "library harbour").out()).doesNotContain("plans.md", "harbour");
    assertThat(done(shell, "search", "--as", "staff", "library harbour").out()).doesNotContain("plans.md");
    assertThat(done(shell, "search", "--as", "board", "library harbour").out()).contains("plans.md",
        "harbour");
    assertThat(done(shell, "search", "--as", "board", "--filter", "-path:board/**", "library harbour").out())
        .doesNotContain("plans.md");
  }

  @Test
  void anAnswerIsReplayedAfterItsDocumentsHaveChanged() throws IOException {
    CommandLineUnderTest shell = project("replayed", index("replayed", node.address()));
    done(shell, "sync");
    String run = done(shell, "ask", "--json", Handbook.QUESTION).json().path("run").stringValue();
    Path leave = folder.resolve("replayed/docs/leave.md");
    Files.writeString(leave, Files.readString(leave).replace("28 days", "30 days"));
    assertThat(done(shell, "sync").out()).contains("1 changed");
    assertThat(done(shell, "ask", Handbook.QUESTION).out()).startsWith("Every employee has 30 days");
    done(shell, "replay", run);
    assertThat(done(shell, "lineage", run).out()).contains("the document has changed since");
    assertThat(done(shell, "fork", run, "--at", "retrieve").out()).contains("28 days");
  }

  @Test
  void aClusterThatIsNotThereIsNamedWithTheNextStep() throws IOException {
    URI nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    CommandLineUnderTest shell = project("down", index("down", nobody));
    Result result = shell.athanor("sync");
    assertThat(result.err()).contains("OpenSearch at " + nobody + " did not do GET / within ",
        "start it, or correct knowledge.index.opensearch.url in athanor.yaml");
    assertThat(result.code()).isEqualTo(ExitCode.DATA.number());
  }

  @Test
  void aWrongPasswordAndAnUnknownCertificateAreNamedAndTheRightOnesLetIn() throws Exception {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    try (ClusterGate gate = ClusterGate.before(node.address(), keys, "anna", "s3cret word")) {
      Path right = ClusterGate.authority(keys);
      Files.writeString(keys.resolve("word"), "s3cret word\n");
      Files.writeString(keys.resolve("wrong"), "another w0rd\n");
      String known = "authority: " + right;
      String login = "user: anna";
      Result unknown =
          project("unknown", index("gate", gate.address(), login, "passwordFile: " + keys.resolve("word"),
              "authority: " + ClusterGate.anotherAuthority(keys))).athanor("sync");
      assertThat(unknown.err()).contains("the certificate of " + gate.address() + " is not trusted (",
          "one in the file of knowledge.index.opensearch.authority in athanor.yaml").doesNotContain("s3cret");
      assertThat(unknown.code()).isEqualTo(ExitCode.USER.number());
      Result wrong = project("wrong",
          index("gate", gate.address(), login, "passwordFile: " + keys.resolve("wrong"), known))
          .athanor("sync");
      assertThat(wrong.err()).contains("OpenSearch refused GET / (HTTP 401", "check user and password")
          .doesNotContain("w0rd");
      assertThat(wrong.code()).isEqualTo(ExitCode.USER.number());
      CommandLineUnderTest shell =
          project("let-in",
              index("gate", gate.address(), login, "passwordFile: " + keys.resolve("word"), known));
      done(shell, "sync");
      assertThat(done(shell, "ask", Handbook.QUESTION).out()).startsWith("Every employee has 28 days");
    }
  }

  @Test
  void anIndexOfAnotherEmbedderIsNotMixedAndBuiltAgainWhenAsked() throws IOException {
    CommandLineUnderTest shell = project("other", index("other", node.address()));
    var settings = new OpenSearchSettings(Address.of(node.address()), "other", 2, 1, 5);
    try (var index = OpenSearchIndex.open(settings, InstantSource.system(), _ -> null);
        IndexSession session = index.begin("words-1")) {
      session.commit("of another embedder");
    }
    Result asked = shell.athanor("ask", Handbook.QUESTION);
    assertThat(asked.code()).isNotZero();
    assertThat(asked.err()).contains("words-1", "athanor sync");
    done(shell, "sync");
    assertThat(done(shell, "ask", Handbook.QUESTION).out()).startsWith("Every employee has 28 days");
  }
}
