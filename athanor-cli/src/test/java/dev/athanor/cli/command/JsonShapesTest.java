package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.cli.version.Version;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The JSON that programs read is a promise: names, order and kinds of values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonShapesTest {
  private static final String STEP =
      "{\"path\":\"%s\",\"operation\":\"%s\",\"version\":CODE,\"effect\":\"pure\","
          + "\"origin\":\"%s\",\"outcome\":\"ok\",\"start\":TIME,\"duration\":NUMBER,\"attempts\":1,"
          + "\"failedAttempts\":[],\"tokens\":0,\"dollars\":\"0\",\"request\":HASH,\"response\":HASH,\"failure\":null}";
  private static final String HEAD =
      "{\"run\":\"RUN\",\"program\":\"extractive\",\"state\":\"done\",\"created\":TIME,"
          + "\"updated\":TIME,\"derivation\":{\"kind\":\"fresh\"}";
  private static final String CITATION =
      "{\"document\":\"leave.md\",\"version\":VERSION,\"section\":\"Leave > Paid"
          + " leave\",\"start\":24,\"end\":72,\"quote\":\"Every employee has 28 days of paid leave a year.\","
          + "\"number\":1}";

  private Path folder;
  private AskedProject project;

  @BeforeAll
  void ask(@TempDir Path empty) {
    folder = empty;
    project = AskedProject.in(empty);
  }

  /** What a command that goes well prints with {@code --json}: one line. */
  private String json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    Result result = project.shell().athanor(all.toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(1);
    return result.out();
  }

  /** JSON with every value that is not the same each time replaced by its kind. */
  private String shape(String json) {
    return json.strip().replace(project.run(), "RUN").replace(folder.toString(), "FOLDER")
        .replaceAll("\"[0-9a-f]{64}\"", "HASH")
        .replaceAll("\"[0-9a-f]{16}\"", "VERSION")
        .replaceAll("\"s[0-9]+-[0-9a-f]{8}\"", "SNAPSHOT")
        .replaceAll("\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z\"", "TIME")
        .replaceAll("\"(duration|score|keyword|dense|confidence|bytes)\":-?[0-9.E-]+", "\"$1\":NUMBER")
        .replaceAll("\"[0-9]+/[^\"]*bge-small[^\"]*\"", "CODE");
  }

  @Test
  void sync() {
    assertThat(shape(project.synced())).isEqualTo(
        "{\"added\":3,\"changed\":0,\"unchanged\":0,\"deleted\":0,\"failed\":[],\"chunks\":4,\"embedded\":4,"
            + "\"snapshot\":SNAPSHOT,\"gaps\":[],\"passedOver\":{},\"renamed\":[],\"redone\":{},"
            + "\"failedSources\":[],\"restricted\":[],\"notes\":[]}");
  }

  @Test
  void syncOfADocumentThatCannotBeRead() throws IOException {
    Path other = folder.resolve("other");
    Handbook.write(other.resolve("docs"));
    Files.writeString(other.resolve("docs/broken.pdf"), "%PDF-1.4\n\0");
    CommandLineUnderTest there = CommandLineUnderTest.in(other);
    there.athanor("init", "--docs", "docs");
    Result result = there.athanor("sync", "--json");
    JsonNode failed = result.json().path("failed");
    assertThat(result.code()).isZero();
    assertThat(result.json().path("added").asInt()).isEqualTo(3);
    assertThat(failed).hasSize(1);
    assertThat(failed.path(0).propertyNames()).containsExactly("document", "reason");
    assertThat(failed.path(0).path("document").asString()).isEqualTo("broken.pdf");
    assertThat(failed.path(0).path("reason").asString()).isNotBlank();
  }

  @Test
  void askWithAnAnswer() {
    assertThat(shape(project.answered())).isEqualTo(
        "{\"outcome\":\"answered\",\"answer\":\"Every employee has 28 days of paid leave a year.\",\"citations\":["
            + CITATION + "],\"run\":\"RUN\"}");
  }

  @Test
  void askWithoutAnAnswer() {
    assertThat(json("ask", Handbook.UNANSWERED)).matches(
        "\\{\"outcome\":\"abstained\",\"answer\":null,\"citations\":\\[],\"run\":\"[0-9a-z]{12}\","
            + "\"reason\":\"weak-evidence\",\"explanation\":\"The documents don't seem to answer this: .*\"}\n");
  }

  @Test
  void search() {
    assertThat(shape(json("search", "-k", "1", "key", "archive"))).isEqualTo(
        "{\"snapshot\":SNAPSHOT,\"hits\":[{\"document\":\"Räume & Schlüssel.md\",\"section\":\"Räume & Schlüssel\","
            + "\"score\":NUMBER,\"keyword\":NUMBER,\"dense\":NUMBER,\"text\":\"The key to the archive hangs in room"
            + " 7. The library is open from eight to six.\"}]}");
  }

  @Test
  void searchThatFindsNothing() {
    assertThat(shape(json("search", "..."))).isEqualTo("{\"snapshot\":SNAPSHOT,\"hits\":[]}");
  }

  @Test
  void runs() {
    assertThat(shape(json("runs", "-n", "100"))).startsWith("{\"runs\":[").endsWith(HEAD + "}]}");
  }

  @Test
  void show() {
    assertThat(shape(json("show", project.run()))).isEqualTo(HEAD
        + ",\"input\":\"How many days of paid leave does an employee have?\",\"pinned\":{\"answer\":{\"citations\":2,"
        + "\"minimumConfidence\":0.5,\"passages\":5,\"sentences\":24},\"athanor\":\"" + Version
            .number()
        + "\",\"retrieval\":{\"candidates\":100,\"denseWeight\":0.7,\"expandParents\":true,\"k\":10,"
        + "\"mode\":\"hybrid\",\"perDocument\":3},\"snapshot\":SNAPSHOT,\"system\":\"ask\"},\"output\":{\"answer\":\"Every employee has 28"
        + " days of paid leave a year.\",\"citations\":[{\"document\":\"leave.md\",\"end\":72,\"quote\":\"Every employee"
        + " has 28 days of paid leave a year.\",\"section\":\"Leave > Paid leave\",\"start\":24,\"version\":VERSION}],"
        + "\"confidence\":NUMBER,\"highlight\":{\"end\":45,\"start\":43,\"text\":\"28\"},\"outcome\":\"answered\"},"
        + "\"failure\":null,\"digest\":HASH,\"tokens\":0,\"dollars\":\"0\",\"steps\":["
        + STEP.formatted("retrieve", "retrieve", "lived")
        + ","
        + STEP.formatted("extract", "extract", "lived") + "],\"waits\":[]}");
  }

  @Test
  void showOfOneStep() {
    assertThat(shape(json("show", "--step", "retrieve", project.run()))).startsWith(
        "{\"path\":\"retrieve\",\"operation\":\"retrieve\",\"request\":{\"query\":\"How many days").contains(
            ",\"response\":{\"explanation\":{\"candidates\":4,", "\"hits\":[{\"chunk\":")
        .endsWith(",\"failure\":null}");
  }

  @Test
  void replay() {
    int closings = project.shell().networkClosings().get();
    assertThat(shape(json("replay", project.run()))).isEqualTo(
        "{\"identical\":true,\"steps\":2,\"lived\":0,\"digest\":HASH}");
    assertThat(project.shell().networkClosings()).hasValue(closings + 1);
  }

  @Test
  void resumeWithNothingToDo() {
    assertThat(json("resume")).isEqualTo("{\"runs\":[]}\n");
  }

  @Test
  void resumeOfARunThatIsOver() {
    assertThat(shape(json("resume", project.run()))).isEqualTo(
        "{\"runs\":[{\"run\":\"RUN\",\"outcome\":\"answered\",\"failure\":null}]}");
  }

  @Test
  void forkAndDiff() {
    String forked = json("fork", project.run(), "--at", "retrieve", "--set", "retrieval.denseWeight=0");
    assertThat(shape(forked)).matches(
        "\\{\"run\":\"[0-9a-z]{12}\",\"parent\":\"RUN\",\"at\":\"retrieve\",\"outcome\":\"answered\",\"diff\":\\{"
            + "\"identical\":false,\"same\":0,\"parts\":\\{\"kind\":\"asked\",\"path\":\"retrieve\",\"other\":\"retrieve\","
            + "\"differences\":\\[\\{\"pointer\":\"/settings/denseWeight\",\"first\":\"0.7\",\"second\":\"0\"}]},"
            + "\"changes\":\\[\\{\"kind\":\"started\",\"path\":\"\",\"what\":\"manifest\",\"differences\":\\[.*");
    String fork = Json.parse(forked).path("run").asString();
    String diff = json("diff", project.run(), fork);
    assertThat(forked.strip()).endsWith(",\"diff\":" + diff.strip() + "}");
    assertThat(json("diff", fork, fork))
        .isEqualTo("{\"identical\":true,\"same\":2,\"parts\":null,\"changes\":[]}\n");
  }

  @Test
  void exportAndImport() {
    assertThat(shape(json("export", project.run(), "run.athanor"))).isEqualTo(
        "{\"run\":\"RUN\",\"file\":\"FOLDER/run.athanor\",\"bytes\":NUMBER}");
    assertThat(shape(json("import", "run.athanor"))).isEqualTo("{\"run\":\"RUN\",\"runs\":1}");
  }

  @Test
  void doctor() {
    JsonNode findings = Json.parse(json("doctor"));
    assertThat(findings.path("sound").asBoolean()).isTrue();
    assertThat(findings.path("findings").valueStream().map(each -> each.path("subject").asString()))
        .containsExactly(
            "java", "embedder", "project", "documents", "write access", "disk", "journal", "index",
            "documents", "system");
    assertThat(findings.path("findings")).allSatisfy(each -> assertThat(each.propertyNames()).containsExactly(
        "subject", "state", "detail"));
  }

  @Test
  void init() {
    assertThat(json("init", "elsewhere", "--docs", "docs").strip())
        .isEqualTo("{\"project\":\"" + folder.resolve(
            "elsewhere") + "\"}");
  }

  @Test
  void anError() {
    Result result = project.shell().athanor("show", "--json", "nosuchrun");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.json().path("error").propertyNames()).containsExactly("code", "category", "message");
    assertThat(result.json().path("error").path("code").asString()).isEqualTo("run-unknown");
    assertThat(result.json().path("error").path("category").asString()).isEqualTo("user");
  }
}
