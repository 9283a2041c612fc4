package dev.athanor.trail;

import static dev.athanor.trail.Trails.program;
import static dev.athanor.trail.Trails.shout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Fork;
import dev.athanor.run.Operation;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class BundleTest {
  private static final RunId ID = new RunId("r1");
  private static final RunId FORK = new RunId("f1");
  private final Trails trails = new Trails();
  private final Map<String, Program<String, String>> programs = new LinkedHashMap<>();
  @TempDir
  private Path folder;

  @AfterEach
  void close() {
    trails.close();
  }

  private Program<String, String> known(String name, Program<String, String> program) {
    Program<String, String> named = new Program<>(name, program.input(), program.output(), program.body());
    programs.put(name, named);
    return named;
  }

  private Program<String, String> named(String name) {
    return Objects.requireNonNull(programs.get(name), name);
  }

  /** A run with all that a bundle has to carry: called and continued runs, a fork, files, large values, streams. */
  private void recordEverything() {
    Program<String, String> inner = known("inner", program((run, input) -> {
      if (input.length() < 3) {
        throw run.continueAs(input + "!");
      }
      return shout(run, "deep", input.repeat(500));
    }));
    Payload file = trails.journal.store(new ByteArrayInputStream("the file".getBytes(StandardCharsets.UTF_8)),
        "text/plain");
    Program<String, String> program = known("everything", program((run, input) -> {
      shout(run, "large", input + "x".repeat(5_000));
      String called = run.call("called", inner, "a");
      run.step("file", new FileOperation(), file);
      if (input.equals("in")) {
        throw run.continueAs("more");
      }
      return called + run.pinned("x", Codec.TEXT);
    }));
    trails.record("r1", program, "in", RunOptions.PLAIN.pin("x", Codec.TEXT.encode("y".repeat(2_000))));
    RunId last = ID.successor();
    trails.runs.register(program, inner);
    trails.runs
        .fork(last, Fork.at(new dev.athanor.journal.Path("called")).set("x", Codec.TEXT.encode("z")), FORK)
        .outcome();
  }

  private Path write(RunId run) {
    Path file = folder.resolve(run + ".athanor");
    new BundleWriter(trails.journal).write(run, file);
    return file;
  }

  private void assertReplays(Bundle bundle) {
    try (Runs elsewhere = new Runs(new InMemoryJournal())) {
      for (Recording recording : bundle.recordings()) {
        assertThat(elsewhere.replay(recording, named(recording.header().program())).divergence())
            .as("%s",
                recording.header().id())
            .isEmpty();
      }
    }
  }

  @Test
  void aBundleReplaysWhereNothingElseIs() {
    recordEverything();
    try (Bundle bundle = Bundle.open(write(FORK))) {
      assertThat(bundle.recording().header().id()).isEqualTo(FORK);
      assertThat(bundle.recordings()).extracting(recording -> recording.header().id()).contains(FORK,
          ID.successor());
      assertReplays(bundle);
    }
    try (Bundle bundle = Bundle.open(write(ID))) {
      RunId child = ID.child(new dev.athanor.journal.Path("called"));
      RunId second = ID.successor().child(new dev.athanor.journal.Path("called"));
      assertThat(bundle.recordings()).extracting(recording -> recording.header().id())
          .containsExactlyInAnyOrder(ID, ID
              .successor(), child, child.successor(), child.successor().successor(), second,
              second.successor(), second
                  .successor().successor());
      assertReplays(bundle);
    }
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    recordEverything();
    byte[] first = Files.readAllBytes(write(FORK));
    assertThat(Files.readAllBytes(write(FORK))).isEqualTo(first);
    try (Bundle bundle = Bundle.open(write(FORK)); Journal other = new InMemoryJournal()) {
      bundle.importInto(other);
      Path again = folder.resolve("again");
      new BundleWriter(other).write(FORK, again);
      assertThat(Files.readAllBytes(again)).isEqualTo(first);
    }
  }

  @Test
  void anImportTwiceIsOneAndAnotherRunOfThatNameIsRefused() {
    recordEverything();
    try (Bundle bundle = Bundle.open(write(FORK)); Journal other = new InMemoryJournal();
        Runs runs = new Runs(other)) {
      assertThat(bundle.importInto(other)).isEqualTo(FORK);
      assertThat(bundle.importInto(other)).isEqualTo(FORK);
      programs.values().forEach(runs::register);
      assertThat(runs.replay(FORK).identical()).isTrue();
      assertThat(runs.drive(FORK).output()).isEqualTo(trails.runs.drive(FORK).output());
    }
    try (Bundle bundle = Bundle.open(write(ID)); Journal other = new InMemoryJournal();
        Runs runs = new Runs(other)) {
      runs.start(ID, named("everything"), "another input",
          RunOptions.PLAIN.pin("x", Codec.TEXT.encode("1")))
          .outcome();
      assertThatThrownBy(() -> bundle.importInto(other)).isInstanceOfSatisfying(AthanorException.class,
          e -> assertThat(e.code()).isEqualTo("run-exists"));
    }
  }

  @Test
  void anUnfinishedRunGoesOnWhereItWasImported() {
    Program<String, String> asks = known("trail", program((run, _) -> shout(run, "ask", "x") + run.await("w",
        dev.athanor.run.Signal.of("w", "?", Codec.TEXT), dev.athanor.run.Deadline.NONE)));
    trails.record("r1", asks, "in");
    try (Bundle bundle = Bundle.open(write(ID)); Journal other = new InMemoryJournal();
        Runs runs = new Runs(other)) {
      bundle.importInto(other);
      assertThat(runs.drive(ID, asks)).isInstanceOf(dev.athanor.run.Outcome.Waiting.class);
      runs.answer(ID, new dev.athanor.journal.Path("w"), Codec.TEXT, "yes");
      assertThat(runs.drive(ID, asks).output()).isEqualTo("Xyes");
    }
  }

  /** Everything that is in a bundle, with one file of it changed. */
  private Path changed(Path bundle, String member, java.util.function.UnaryOperator<byte[]> change)
      throws IOException {
    Path copy = folder.resolve("changed");
    try (ZipFile in = new ZipFile(bundle.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(
            copy))) {
      for (ZipEntry entry : in.stream().toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = in.getInputStream(entry).readAllBytes();
        out.write(entry.getName().equals(member) ? change.apply(content) : content);
        out.closeEntry();
      }
    }
    return copy;
  }

  private static List<String> members(Path bundle) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  private void openReplayAndImport(Path file) {
    try (Bundle bundle = Bundle.open(file); Journal other = new InMemoryJournal()) {
      bundle.importInto(other);
    }
  }

  @Test
  void aChangedByteInAnyMemberIsNamed() throws IOException {
    recordEverything();
    Path bundle = write(FORK);
    Random random = new Random(5);
    for (String member : members(bundle)) {
      Path tampered = changed(bundle, member, content -> {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(7));
        return content;
      });
      Throwable thrown = catchThrowable(() -> openReplayAndImport(tampered));
      String name = member.substring(member.lastIndexOf('/') + 1);
      if (member.equals(Bundle.INDEX)) { // it may still be an index, of the same
        assertThat(thrown == null || thrown instanceof AthanorException).as("%s", thrown).isTrue();
      } else {
        assertThat(thrown).as("a changed byte in %s", member).isInstanceOf(AthanorException.class);
        assertThat(((AthanorException) thrown).code()).isEqualTo("bundle-tampered");
        assertThat(thrown.getMessage())
            .contains(member.startsWith("payloads/") ? name.substring(0, 12) : member);
      }
    }
  }

  @Test
  void aReplayOfAChangedBundleIsNoFailureOfTheProgram() throws IOException {
    recordEverything();
    Path bundle = write(ID);
    for (String member : members(bundle)) {
      if (member.startsWith("parts/")) {
        Path tampered = changed(bundle, member, content -> {
          content[content.length / 2] ^= 1;
          return content;
        });
        try (Bundle opened = Bundle.open(tampered)) {
          Throwable thrown = catchThrowable(() -> assertReplays(opened));
          assertThat(
              thrown == null || (thrown instanceof AthanorException e && e.code().equals("bundle-tampered")))
              .as(
                  "%s: %s", member, thrown)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aMissingMemberIsNamed() throws IOException {
    recordEverything();
    Path bundle = write(FORK);
    for (String member : members(bundle)) {
      Path copy = folder.resolve("missing");
      try (ZipFile in = new ZipFile(bundle.toFile());
          ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(
              copy))) {
        for (ZipEntry entry : in.stream().filter(each -> !each.getName().equals(member)).toList()) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.getInputStream(entry).transferTo(out);
          out.closeEntry();
        }
      }
      assertThatThrownBy(() -> openReplayAndImport(copy)).as("without %s", member).isInstanceOf(
          AthanorException.class)
          .hasMessageContaining(member.startsWith("payloads/") ? member.substring(9, 21)
              : member);
    }
  }

  @Test
  void aBundleThatWasCutOffIsOne() throws IOException {
    recordEverything();
    byte[] whole = Files.readAllBytes(write(FORK));
    Path cut = folder.resolve("cut");
    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> openReplayAndImport(cut)).as("cut to %d bytes", length).isInstanceOfSatisfying(
          AthanorException.class, e -> assertThat(e.code()).startsWith("bundle-"));
    }
  }

  @Test
  void aBundleOfANewerVersionAndOtherFilesAreRefusedInWords() throws IOException {
    recordEverything();
    Path bundle = write(ID);
    Path newer = changed(bundle, Bundle.INDEX, content -> ((ObjectNode) Json.parse(content)).put("version", 2)
        .toString().getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Bundle.open(newer)).hasMessageContaining(
        "was written by a newer Athanor: bundle version 2, this one reads up to 1");
    Path other =
        changed(bundle, Bundle.INDEX, content -> "{\"format\":\"zip\"}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Bundle.open(other)).hasMessageContaining("is no run bundle")
        .hasMessageContaining("zip");
    List<byte[]> strange = new ArrayList<>(List.of("hello".getBytes(StandardCharsets.UTF_8), new byte[0]));
    for (byte[] content : strange) {
      Path file = Files.write(folder.resolve("strange"), content);
      assertThatThrownBy(() -> Bundle.open(file)).isInstanceOfSatisfying(AthanorException.class,
          e -> assertThat(e
              .code()).isEqualTo("bundle-format"));
    }
    assertThatThrownBy(() -> Bundle.open(folder.resolve("nowhere"))).isInstanceOf(AthanorException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> Bundle.open(folder)).isInstanceOf(AthanorException.class);
  }

  @Test
  void anUnknownRunOrFolderLeavesNothingBehind() throws IOException {
    recordEverything();
    assertThatThrownBy(() -> write(new RunId("nobody"))).hasMessage("there is no run nobody");
    assertThatThrownBy(() -> new BundleWriter(trails.journal).write(ID, folder.resolve("no/such/folder")))
        .isInstanceOfSatisfying(AthanorException.class,
            e -> assertThat(e.code()).isEqualTo("bundle-unwritable"));
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  /** Asks about a file. */
  private static final class FileOperation implements Operation<Payload, String> {
    @Override
    public String name() {
      return "file";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public dev.athanor.journal.Effect effect() {
      return dev.athanor.journal.Effect.PURE;
    }

    @Override
    public Codec<Payload> request() {
      return Codec.of(Payload.class);
    }

    @Override
    public Codec<String> response() {
      return Codec.TEXT;
    }

    @Override
    public String live(Payload request, dev.athanor.run.Attempt attempt) throws IOException {
      try (var content = attempt.open(request)) {
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
