package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.models.provider.KeySource;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.Retry;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import dev.athanor.trail.BundleWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  @TempDir
  Path folder;

  private static ModelRequest asking(Served served, String text) {
    return ModelRequest.of(ModelName.parse(served.model()), List.of(Message.user(text)), ModelSettings.NONE);
  }

  /** Echoes the key in answers and errors, as a careless gateway does, and fails in every way. */
  private static Script careless() {
    List<Rule> rules = new ArrayList<>();
    for (Problem.Kind kind : Problem.Kind.values()) {
      rules.add(
          Rule.any().ifUserSays(kind.word()).fails(Problem.of(kind, "with the key " + Served.KEY + " " + kind
              .word())));
    }
    rules.add(Rule.any().ifUserSays("retry").firstTimes(1)
        .fails(Problem.of(Problem.Kind.RATE, "key " + Served.KEY)));
    rules.add(Rule.any().ifUserSays("reset").says("a b " + Served.KEY)
        .delivered(Delivery.USUAL.with(new Fault.Resets(
            Optional.of(2)))));
    rules.add(Rule.any().ifUserSays("garble").says("a b " + Served.KEY)
        .delivered(Delivery.USUAL.with(new Fault.Garbles(
            Optional.of(2)))));
    rules.add(
        Rule.any().thinks("it is " + Served.KEY).says("your key is " + Served.KEY).calls("echo", "{\"key\":\""
            + Served.KEY + "\"}"));
    return Script.of(rules.toArray(Rule[]::new));
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void noKeyIsInAnythingThatIsWritten(Served served) throws Exception {
    StringBuilder written = new StringBuilder();
    try (Logs logs = new Logs(); Lab lab = new Lab(SimulatorSettings.of(careless()).withKeys(Served.KEY))) {
      List<String> texts = new ArrayList<>(List.of("hello", "retry", "reset", "garble"));
      List.of(Problem.Kind.values()).forEach(kind -> texts.add(kind.word()));
      for (String text : texts) {
        written.append(lab.outcome(asking(served, text), new Retry(2, Lab.SOON, Duration.ofSeconds(1))));
        written.append(lab.entries()).append(lab.journal.find(lab.run()));
        written.append(bundle(lab));
      }
      written.append(lab.chunks).append(lab.providers)
          .append(lab.providers.named(ModelName.parse(served.model())));
      written.append(served.at(lab.simulator)).append(logs.text());
      assertThat(lab.simulator.requests())
          .allMatch(request -> request.method().equals("POST") || request.path().contains(
              "models") || request.path().contains("tags"));
    }
    assertThat(written.toString()).contains("your key is", "with the key", "***").doesNotContain(Served.KEY);
  }

  private String bundle(Lab lab) throws IOException {
    Path file = folder.resolve(lab.run() + ".athanor");
    new BundleWriter(lab.journal).write(lab.run(), file);
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** All that is logged, and all that is printed. */
  private static final class Logs extends Handler implements AutoCloseable {
    private final StringBuilder text = new StringBuilder();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Logs() {
      root.setLevel(Level.INFO);
      root.addHandler(this);
      PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
      System.setOut(capture);
      System.setErr(capture);
    }

    synchronized String text() {
      return text + printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void publish(LogRecord record) {
      text.append(record.getMessage()).append(record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      System.setOut(out);
      System.setErr(err);
      root.removeHandler(this);
      root.setLevel(before);
    }
  }

  private Providers withKeyIn(Path file) {
    return Providers
        .of(List.of(ProviderSettings.builtIn("openai").orElseThrow().keyFrom(new KeySource.InFile(file))));
  }

  @Test
  void aKeyInAFileThatIsMineAloneIsTaken() throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, Served.KEY + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (Lab lab =
        new Lab(SimulatorSettings.of(Script.saying("hello")).withKeys(Served.KEY), simulator -> List.of(
            Served.OPENAI.at(simulator).keyFrom(new KeySource.InFile(file))))) {
      assertThat(lab.ask(asking(Served.OPENAI, "x")).text()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void aKeyInAFileThatOthersMayReadIsRefused(String permissions) throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, Served.KEY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    try (Providers providers = withKeyIn(file)) {
      assertThatThrownBy(() -> providers.named(ModelName.parse("openai:m")))
          .isInstanceOfSatisfying(AthanorException.class,
              e -> assertThat(e.code()).isEqualTo("key-file"))
          .hasMessage("the file " + file
              + " with the key of the provider \"openai\" may be read or written by others (" + permissions
              + "); run: chmod 600 " + file);
    }
  }

  @Test
  void aKeyFileThatIsMissingOrEmptyOrNoKeyIsNamed() throws Exception {
    Path missing = folder.resolve("missing");
    try (Providers providers = withKeyIn(missing)) {
      assertThatThrownBy(() -> providers.named(ModelName.parse("openai:m"))).hasMessage("the file " + missing
          + " with the key of the provider \"openai\" can't be read (NoSuchFileException); put the key there, as one line that only "
          + "you may read");
    }
    Path file = folder.resolve("key");
    Files.writeString(file, "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (Providers providers = withKeyIn(file)) {
      assertThatThrownBy(() -> providers.named(ModelName.parse("openai:m"))).hasMessageEndingWith(
          "is empty; expected one line with the key");
      Files.writeString(file, "two words-of-secret");
      assertThatThrownBy(() -> providers.named(ModelName.parse("openai:m")))
          .hasMessage("the key of the provider \"openai\" in "
              + file + " has blanks or characters beyond ASCII; expected the key alone")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void theFirstVariableThatIsSetCounts() {
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying("hello")).withKeys(Served.KEY),
        simulator -> List.of(
            Served.GEMINI.at(simulator)
                .keyFrom(new KeySource.Environment(List.of("NOT_SET", Served.VARIABLE), true))))) {
      assertThat(lab.ask(asking(Served.GEMINI, "x")).text()).isEqualTo("hello");
    }
  }

  @Test
  void settingsThatAreShownHideWhatHeadersSay() {
    assertThat(ProviderSettings.builtIn("openai").orElseThrow()
        .withHeaders(Map.of("X-Secret", "hidden-value")).toString())
        .contains("X-Secret", "OPENAI_API_KEY").doesNotContain("hidden-value");
  }

  @Test
  void theRecordOfACallHasTheKeysNameNowhere() {
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying("hello")))) {
      lab.ask(asking(Served.OPENAI, "x"));
      assertThat(lab.entries()).filteredOn(Entry.Completed.class::isInstance).isNotEmpty();
      assertThat(Codec.of(ModelRequest.class).encode(asking(Served.OPENAI, "x")).toString())
          .doesNotContain("key");
    }
  }
}
