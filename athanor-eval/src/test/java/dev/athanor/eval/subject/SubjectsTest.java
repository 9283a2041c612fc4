package dev.athanor.eval.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything that can be measured besides a project's systems, put to cases in an experiment. */
class SubjectsTest {
  private final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  private final Runs runs = new Runs(journal);
  private final List<Sample> seen = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  @TempDir
  private Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(exchange.getRequestHeaders().getFirst("X-Key") + " " + body);
      boolean bad = body.contains("bad");
      byte[] answer =
          (bad ? "no such thing" : "{\"answer\":{\"text\":\"said " + Json.parse(body).path("q").asString()
              + "\"}}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(bad ? 404 : 200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    runs.close();
  }

  private static Case given(String id, JsonNode input) {
    return new Case(id, input, Optional.empty(), List.of(), Json.object(), new TreeSet<>(), Optional.empty(),
        Split.VALIDATION);
  }

  private static Case given(String id, String input) {
    return given(id, Codec.TEXT.encode(input));
  }

  private List<Trial> trials(Subject<?, ?> subject, RunOptions pins, int repeats, Case... cases) {
    Experiment experiment =
        new Experiment("test", new Dataset("test", List.of(cases)), List.of(new Arm("it", subject
            .kind())), repeats, List.of(Json.object()), "");
    Scorer remembering = Scorer.of(Metric.passFail("seen", "1"), sample -> {
      seen.add(sample);
      return Score.of(1);
    });
    JsonNode pinned = Json.MAPPER.valueToTree(Map.of("it", pins.manifest()));
    Results results = runs.start(RunId.fresh(), ExperimentProgram.of(List.of(subject), _ -> remembering,
        new TrailOperation(() -> journal, Passages.NONE)), experiment,
        RunOptions.PLAIN.pin(Experiment.ARMS, pinned))
        .outcome().output();
    return results.trials();
  }

  private static String answer(Trial trial) {
    return trial.output().map(output -> output.text())
        .orElseGet(() -> String.valueOf(trial.failure().orElseThrow()));
  }

  private List<Trial> recorded(String lines, int repeats, Case... cases) throws IOException {
    Path file = Files.writeString(folder.resolve("outputs.jsonl"), lines);
    return trials(RecordedSubject.of(), RecordedSubject.pin(RunOptions.PLAIN, file), repeats, cases);
  }

  @Test
  void recordedOutputsAreScoredAsIfTheyWereGivenNowWithWhatTheyTook() throws IOException {
    List<Trial> trials = recorded(
        """
            {"id":"a","output":"first","tokens":12,"dollars":"0.5","seconds":1.5,"messages":[{"role":"user","content":"q"},\
            {"role":"assistant","content":null,"tool_calls":[{"id":"t1","function":{"name":"find","arguments":"{}"}}]},\
            {"role":"tool","tool_call_id":"t1","content":"[]"}]}
            {"id":"a","output":{"n":2}}
            {"id":"b","repeat":1,"error":"it crashed"}
            {"id":"b","repeat":0,"output":"zero","found":[{"id":"p1","document":"d1","text":"words"}]}
            """,
        2, given("a", "q"), given("b", "q"));
    assertThat(trials).extracting(SubjectsTest::answer).containsExactly("first", "{\"n\":2}", "zero",
        "recorded-failure: it crashed");
    assertThat(trials.getFirst().cost()).extracting(Trial.Cost::tokens, Trial.Cost::lasted)
        .containsExactly(Optional.of(12L), Optional.of(Duration
            .ofMillis(1500)));
    assertThat(trials.getFirst().cost().dollars().orElseThrow()).isEqualByComparingTo("0.5");
    Sample first =
        seen.stream().filter(sample -> sample.output().text().equals("first")).findFirst().orElseThrow();
    assertThat(first.trail().tools().orElseThrow()).singleElement().satisfies(tool -> {
      assertThat(tool.name()).isEqualTo("find");
      assertThat(tool.result()).contains("[]");
    });
    assertThat(seen).anySatisfy(sample -> assertThat(sample.trail().found())
        .hasValueSatisfying(found -> assertThat(found).hasSize(1)));
  }

  @Test
  void whatRecordedOutputsAreSilentAboutIsNotKnownAndNotZero() throws IOException {
    List<Trial> trials =
        recorded("{\"id\":\"a\",\"output\":\"x\"}\n{\"id\":\"b\",\"output\":\"x\",\"tokens\":0}", 1,
            given("a", "q"), given("b", "q"), given("none", "q"));
    assertThat(trials).extracting(trial -> trial.cost().tokens()).containsExactly(Optional.empty(),
        Optional.of(0L), Optional.empty());
    assertThat(trials).allSatisfy(trial -> {
      assertThat(trial.cost().dollars()).isEmpty();
      assertThat(trial.cost().lasted()).isEmpty();
    });
    assertThat(seen).allSatisfy(sample -> {
      assertThat(sample.trail().tools()).isEmpty();
      assertThat(sample.trail().found()).isEmpty();
    });
    assertThatThrownBy(
        () -> recorded("{\"id\":\"a\",\"output\":\"x\",\"dollars\":\"cheap\"}", 1, given("a", "q")))
        .hasMessageEndingWith(
            "outputs.jsonl, line 1: its dollars is \"cheap\"; expected a number of at least 0,"
                + " or nothing where it is not known");
  }

  @Test
  void ofAnEndpointAndACommandOnlyTheTimeIsKnown() {
    List<Trial> trials = new ArrayList<>(
        trials(HttpSubject.of(_ -> Optional.of("k")), http("/", "/answer/text"), 1, given("a", "hello")));
    trials.addAll(trials(CommandSubject.of(), command(Optional.empty(), Duration.ofSeconds(20), "cat"), 1,
        given("a", "hello")));
    assertThat(trials).hasSize(2).allSatisfy(trial -> {
      assertThat(trial.cost().tokens()).isEmpty();
      assertThat(trial.cost().dollars()).isEmpty();
      assertThat(trial.cost().lasted().orElseThrow()).isPositive();
    });
    assertThat(seen).hasSize(2).allSatisfy(sample -> {
      assertThat(sample.trail().tools()).isEmpty();
      assertThat(sample.trail().found()).isEmpty();
    });
  }

  @Test
  void aRecordedOutputThatIsMissingOrMalformedIsNamed() throws IOException {
    assertThat(recorded("{\"id\":\"a\",\"output\":\"x\"}", 2, given("a", "q"))).last()
        .extracting(SubjectsTest::answer)
        .asString().contains("has no output of case a for repeat 1; it has 1 of it");
    assertThatThrownBy(() -> recorded("{\"output\":\"x\"}", 1, given("a", "q"))).hasMessageEndingWith(
        "outputs.jsonl, line 1: it has no id; expected the id of the case that it answers");
    assertThatThrownBy(() -> recorded("{\"id\":\"a\"}", 1, given("a", "q"))).hasMessageEndingWith(
        "line 1: it has neither an output nor an error");
    assertThatThrownBy(() -> recorded(
        "{\"id\":\"a\",\"repeat\":0,\"output\":\"x\"}\n{\"id\":\"a\",\"repeat\":0,\"output\":\"y\"}",
        1, given("a", "q"))).hasMessageEndingWith("line 2: case a has a second output for repeat 0");
    assertThatThrownBy(() -> RecordedSubject.pin(RunOptions.PLAIN, folder.resolve("none.jsonl")))
        .hasMessageContaining(
            "there is no file of outputs");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          [1]                          | it is [1]; expected an object with an id, and an output or an error
          {"id":{"a":1}}               | it has no id; expected the id of the case that it answers
          "repeat":"1"                 | its repeat is "1"; expected a whole number, 0 for the first
          "repeat":-1                  | its repeat is -1; expected a whole number, 0 for the first
          "abstained":"no"             | its abstained is "no"; expected true or false
          "error":["crash"]            | its error is ["crash"]; expected text
          "tokens":1.5                 | its tokens is 1.5; expected a whole number of at least 0, or nothing where it is not known
          "tokens":{}                  | its tokens is {}; expected a number of at least 0, or nothing where it is not known
          "seconds":1e999              | its seconds is "Infinity"; expected a number of at least 0, or nothing where it is not known
          "dollars":-1                 | its dollars is -1; expected a number of at least 0, or nothing where it is not known
          "messages":{"role":"user"}   | its messages is {"role":"user"}; expected an array of messages
          "messages":[{"role":"boss"}] | "boss" is no role of a message; expected system, developer, user, assistant or tool
          "found":[{"id":"p"}]         | its found is [{"id":"p"}]; expected an array of passages, each with id, document and text, and start and end if known
          "citations":"p"              | its citations is "p"; expected an array of passages, each with id, document and text, and start and end if known
          """)
  void whatARecordedOutputHasInAnotherFormIsRefusedWithItsPlaceAndValue(String member, String message) {
    String line = member.startsWith("\"") ? "{\"id\":\"a\",\"output\":\"x\"," + member + "}" : member;
    assertThatThrownBy(() -> recorded("{\"id\":\"b\",\"output\":\"x\"}\n" + line, 1, given("a", "q")))
        .isInstanceOf(AthanorException.class)
        .hasMessage(folder.resolve("outputs.jsonl") + ", line 2: " + message);
  }

  @Test
  void aMarkAtTheFilesStartIsNoPartOfItAndArgumentsMayBeAnObject() throws IOException {
    List<Trial> trials = recorded(
        "\uFEFF{\"id\":\"a\",\"output\":\"x\",\"messages\":[{\"role\":\"assistant\","
            + "\"tool_calls\":[{\"id\":\"t\",\"function\":{\"name\":\"find\",\"arguments\":{\"q\":1}}}]}]}",
        1,
        given("a", "q"));
    assertThat(trials).extracting(SubjectsTest::answer).containsExactly("x");
    assertThat(seen.getFirst().trail().tools().orElseThrow().getFirst().arguments()).isEqualTo("{\"q\":1}");
  }

  private RunOptions command(Optional<String> pointer, Duration limit, String... words) {
    return CommandSubject.pin(RunOptions.PLAIN,
        new CommandSubject.Settings(List.of(words), folder.toString(), pointer,
            limit));
  }

  @Test
  void aCommandIsToldTheCaseAndAnswersOnItsOutput() {
    assertThat(trials(CommandSubject.of(),
        command(Optional.empty(), Duration.ofSeconds(20), "tr", "a-z", "A-Z"), 1, given(
            "a", "hello"),
        given("b", Json.object().put("x", 1)))).extracting(SubjectsTest::answer).containsExactly("HELLO",
            "{\"X\":1}");
    assertThat(trials(CommandSubject.of(), command(Optional.of("/x"), Duration.ofSeconds(20), "cat"), 1,
        given("b", Json
            .object().put("x", 1))))
        .extracting(SubjectsTest::answer).containsExactly("1");
  }

  @Test
  void aCommandThatFailsOrHangsOrIsNotThereIsAFailureOfTheTrial() {
    assertThat(trials(CommandSubject.of(), command(Optional.empty(), Duration.ofSeconds(20), "sh", "-c",
        "echo wrong >&2; exit 3"), 1, given("a", "x"))).extracting(SubjectsTest::answer).containsExactly(
            "command-failed: sh ended with exit code 3: wrong");
    assertThat(trials(CommandSubject.of(), command(Optional.empty(), Duration.ofMillis(200), "sleep", "60"),
        1, given("a",
            "x")))
        .extracting(SubjectsTest::answer).containsExactly(
            "command-time: sleep did not end within PT0.2S and was stopped");
    assertThat(trials(CommandSubject.of(),
        command(Optional.empty(), Duration.ofSeconds(20), "no-such-command"), 1, given(
            "a", "x")))
        .singleElement().extracting(SubjectsTest::answer).asString().startsWith(
            "command-start: no-such-command can't be started");
  }

  @Test
  void aCommandHasNoLongerThanItsTimeWhoeverHoldsItsStreams() {
    Duration limit = Duration.ofSeconds(1);
    assertThat(trials(CommandSubject.of(), command(Optional.empty(), limit, "sleep", "60"), 1,
        given("a", "deaf to a long case ".repeat(100_000)))).extracting(SubjectsTest::answer)
        .containsExactly("command-time: sleep did not end within PT1S and was stopped");
    assertThat(
        trials(CommandSubject.of(), command(Optional.empty(), limit, "sh", "-c", "sleep 20 & echo hi"), 1,
            given("a", "x")))
        // The JDK lets go of the streams of a process that has ended, unless somebody is just reading them.
        .singleElement().extracting(SubjectsTest::answer)
        .isIn("hi", "command-time: sh did not end within PT1S and was stopped");
    assertThat(trials(CommandSubject.of(), command(Optional.empty(), Duration.ofSeconds(20), "sh", "-c",
        "head -c 11000000 /dev/zero"), 1, given("a", "x"))).extracting(SubjectsTest::answer)
        .containsExactly("command-output: the command wrote more than 10485760 bytes");
  }

  @Test
  void aKeyThatCanNotBeSentIsNotRepeated() {
    Trial trial =
        trials(HttpSubject.of(_ -> Optional.of("sk-SECRET\n")), http("/", "/answer"), 1, given("a", "x"))
            .getFirst();
    assertThat(trial.fate()).isEqualTo(Trial.Fate.LOST);
    assertThat(answer(trial)).contains("the header X-Key can't be sent").doesNotContain("SECRET");
  }

  @Test
  void anAddressIsOneOfTheWeb() {
    assertThat(new HttpSubject.Settings("HTTP://127.0.0.1/", Map.of(), Json.object(), Optional.empty(),
        Duration.ofSeconds(1)).url()).isEqualTo("HTTP://127.0.0.1/");
    assertThatThrownBy(
        () -> new HttpSubject.Settings("httpx://127.0.0.1/", Map.of(), Json.object(), Optional.empty(),
            Duration.ofSeconds(1)))
        .hasMessageContaining("expected http:// or https://");
  }

  private RunOptions http(String path, String pointer) {
    return HttpSubject.pin(RunOptions.PLAIN,
        new HttpSubject.Settings("http://127.0.0.1:" + server.getAddress().getPort()
            + path, Map.of("X-Key", "${KEY}"),
            Json.parse("{\"q\":\"{{input}}\",\"said\":[\"about {{input}}\"]}"), Optional.of(
                pointer),
            Duration.ofSeconds(20)));
  }

  @Test
  void anEndpointIsSentTheCaseAndItsAnswerIsFoundInItsJson() {
    Subject<?, ?> subject = HttpSubject.of(name -> Optional.of("secret-" + name));
    assertThat(trials(subject, http("/", "/answer/text"), 1, given("a", "hello")))
        .extracting(SubjectsTest::answer)
        .containsExactly("said hello");
    assertThat(requests).containsExactly("secret-KEY {\"q\":\"hello\",\"said\":[\"about hello\"]}");
    assertThat(trials(subject, http("/", "/answer/none"), 1, given("a", "hello"))).singleElement().extracting(
        SubjectsTest::answer).asString()
        .contains("the answer was expected at /answer/none, but what came is JSON without it");
  }

  @Test
  void aKeyIsInNoRecord() {
    trials(HttpSubject.of(_ -> Optional.of("s3cret")), http("/", "/answer/text"), 1, given("a", "hello"));
    assertThat(journal.runs(new dev.athanor.journal.RunQuery(Optional.empty(), Optional.empty(), false, 100)))
        .hasSize(2)
        .allSatisfy(run -> assertThat(journal.entries(run.id(), 0).toString()).doesNotContain("s3cret"));
  }

  @Test
  void anEndpointThatRefusesIsTheSystemsFaultAndAMissingKeyIsNot() {
    List<Trial> refused =
        trials(HttpSubject.of(_ -> Optional.of("k")), http("/", "/answer/text"), 1, given("a", "bad"));
    assertThat(refused).singleElement().satisfies(trial -> {
      assertThat(trial.fate()).isEqualTo(Trial.Fate.FAILED);
      assertThat(answer(trial)).contains("answered with status 404: no such thing");
    });
    assertThat(trials(HttpSubject.of(_ -> Optional.empty()), http("/", "/answer/text"), 1, given("a", "x")))
        .singleElement().satisfies(trial -> {
          assertThat(trial.fate()).isEqualTo(Trial.Fate.LOST);
          assertThat(answer(trial))
              .contains("names the variable KEY, which is not set; set it in the environment");
        });
  }

  @Test
  void settingsThatCanNotBeAreRefused() {
    assertThatThrownBy(() -> new HttpSubject.Settings("localhost:80", Map.of(), Json.object(),
        Optional.empty(), Duration
            .ofSeconds(1)))
        .hasMessage("\"localhost:80\" is no address; expected http:// or https://, and a host");
    assertThatThrownBy(() -> command(Optional.of("answer"), Duration.ofSeconds(1), "cat")).hasMessage(
        "\"answer\" is no JSON pointer; expected a path such as /answer/text");
  }

  /** A wait of two minutes is longer than the longest pause, so that there is no second attempt; without it there would be four. */
  @ParameterizedTest
  @ValueSource(strings = {"120", "Fri, 01 Jan 2100 00:00:00 GMT"})
  void aBusyEndpointIsNotAskedAgainBeforeItWants(String wait) {
    server.createContext("/busy", exchange -> {
      requests.add("asked");
      exchange.getResponseHeaders().add("Retry-After", wait);
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    });
    assertThat(trials(HttpSubject.of(_ -> Optional.of("k")), http("/busy", "/answer"), 1, given("a", "x")))
        .singleElement().satisfies(trial -> assertThat(trial.fate()).isEqualTo(Trial.Fate.LOST));
    assertThat(requests).containsExactly("asked");
  }
}
