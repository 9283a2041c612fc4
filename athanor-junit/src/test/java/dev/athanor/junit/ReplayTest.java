package dev.athanor.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

class ReplayTest {
  private static final Redactor NO_NAMES = value -> value.isString()
      ? Json.MAPPER.valueToTree(value.stringValue().replace("Ann", "[name]")) : value;

  @BeforeAll
  static void bundlesAreOnTheClassPath() throws IOException {
    Greeting.export("greeting.run", Greeting.asking("hello"), Redactor.NONE);
    Greeting.export("redacted.run", Greeting.asking("hello"), NO_NAMES);
    byte[] whole = Files.readAllBytes(Greeting.classPath().resolve("greeting.run"));
    Files.write(Greeting.classPath().resolve("half.run"), Arrays.copyOf(whole, whole.length / 2));
  }

  @Within
  static final class Same {
    @UnderTest
    final Program<String, String> greeting = Greeting.replayed("hello");

    @Replay("greeting.run")
    void isTheSame(Outcome<String> outcome, Recording recording, dev.athanor.run.Replay<String> replay) {
      assertThat(outcome.output()).isEqualTo("HELLO ANN!");
      assertThat(recording.header().id()).hasToString("greeting-1");
      assertThat(replay.steps()).isEqualTo(1);
      assertThat(replay.lived()).isZero();
    }
  }

  @Test
  void aProgramThatDoesWhatIsRecordedPassesAndGivesTheTestWhatCameOfIt() {
    Tests.run(Same.class).testEvents().assertStatistics(statistics -> statistics.started(1).succeeded(1));
  }

  @Within
  static final class Changed {
    @UnderTest
    final Program<String, String> greeting = Greeting.replayed("good morning");
    private static boolean entered;

    @Replay("greeting.run")
    void isTheSame() {
      entered = true;
    }
  }

  @Test
  void aProgramThatAsksSomethingElseFailsWithTheStepAndBothRequestsBeforeTheTestBegins() {
    Throwable failure = Tests.failure(Changed.class);
    assertThat(failure).isInstanceOf(AssertionFailedError.class).message()
        .startsWith(
            "run greeting-1 does something else now:\nat greet the record has model with another request (")
        .contains("\n  the whole: \"hello Ann\" -> \"good morning Ann\"\n")
        .contains("The program's code or what it is pinned to has changed since.")
        .endsWith(
            "\nIf it is meant to, put a run of the new code in place of greeting.run: remove the file, then"
                + " athanor export RUN FILE");
    AssertionFailedError error = (AssertionFailedError) failure;
    assertThat(error.getExpected().getStringRepresentation()).endsWith("\nthe whole: \"hello Ann\"");
    assertThat(error.getActual().getStringRepresentation()).endsWith("\nthe whole: \"good morning Ann\"");
    assertThat(Changed.entered).isFalse();
  }

  @Within
  static final class OtherEnd {
    @UnderTest
    static Program<String, String> greeting() {
      Program<String, String> same = Greeting.replayed("hello");
      return new Program<>(same.name(), same.input(), same.output(),
          (run, name) -> same.body().apply(run, name) + "?");
    }

    @Replay("greeting.run")
    void isTheSame() {}
  }

  @Test
  void aProgramThatEndsOtherwiseFailsAtTheEnd() {
    assertThat(Tests.failure(OtherEnd.class)).isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("at the end the record has the output ");
  }

  @Within
  static final class Several {
    @UnderTest
    @Nullable
    Program<String, String> greeting;

    @BeforeEach
    void make() {
      greeting = Greeting.replayed("hello");
    }

    @Replay({"greeting.run", "no-such.run", "half.run"})
    void isTheSame() {}
  }

  @Test
  void eachBundleIsATestOfItsOwnAndOneThatIsMissingOrBrokenIsNamed() {
    EngineExecutionResults results = Tests.run(Several.class);
    results.testEvents().assertStatistics(statistics -> statistics.started(3).succeeded(1).failed(2));
    assertThat(results.testEvents().failed().map(event -> event.getTestDescriptor().getDisplayName()))
        .containsExactly("no-such.run", "half.run");
    List<Throwable> failures = Tests.failures(results.testEvents());
    assertThat(failures).allSatisfy(failure -> assertThat(failure).isInstanceOf(AthanorException.class));
    assertThat(failures.getFirst())
        .hasMessage("there is no \"no-such.run\", neither on the class path nor as the file "
            + Path.of("no-such.run").toAbsolutePath()
            + "; expected a run bundle that athanor export RUN FILE has written");
    assertThat(failures.getLast()).hasMessageStartingWith(Greeting.classPath().resolve("half.run")
        + " is no run bundle, or only the beginning of one: ").hasMessageEndingWith("; export the run again");
  }

  @Within
  static final class Redacted {
    @UnderTest
    final Program<String, String> greeting = Greeting.replayed("hello");
    @UnderTest
    static final Redactor REDACTOR = NO_NAMES;

    @Replay("redacted.run")
    void isTheSame() {}
  }

  @Within
  static final class Unredacted {
    @UnderTest
    final Program<String, String> greeting = Greeting.replayed("Ann, hello");

    @Replay("redacted.run")
    void isTheSame() {}
  }

  @Test
  void aRunIsReplayedWithTheRedactorThatItWasRecordedWith() {
    Tests.run(Redacted.class).testEvents().assertStatistics(statistics -> statistics.succeeded(1));
    assertThat(Tests.failure(Unredacted.class)).hasMessageContaining("\"Ann, hello [name]\"");
  }

  @Within
  static final class Outer {
    @UnderTest
    final Program<String, String> greeting = Greeting.replayed("hello");

    @Nested
    class Inner {
      @Replay("greeting.run")
      void isTheSame() {}
    }
  }

  @Test
  void aNestedClassUsesWhatTheClassAroundItSupplies() {
    Tests.run(Outer.class).testEvents().assertStatistics(statistics -> statistics.started(1).succeeded(1));
  }

  @Within
  static final class Nothing {
    @Replay("greeting.run")
    void isTheSame() {}
  }

  @Within
  static final class NotYet {
    @UnderTest
    final @Nullable Program<String, String> greeting = null;

    @Replay("greeting.run")
    void isTheSame() {}
  }

  @Within
  static final class Text {
    @UnderTest
    final String greeting = "hello";

    @Replay("greeting.run")
    void isTheSame() {}
  }

  @Within
  static final class Twice {
    @UnderTest
    final Program<String, String> greeting = Greeting.replayed("hello");
    @UnderTest
    final Program<String, String> other = Greeting.replayed("goodbye");

    @Replay("greeting.run")
    void isTheSame() {}
  }

  @Within
  static final class TwoRedactors {
    @UnderTest
    final Redactor one = Redactor.NONE;
    @UnderTest
    final Redactor two = Redactor.NONE;

    @Replay("greeting.run")
    void isTheSame() {}
  }

  @Within
  static final class Asking {
    @UnderTest
    Program<String, String> greeting(String words) {
      return Greeting.replayed(words);
    }

    @Replay("greeting.run")
    void isTheSame() {}
  }

  @Within
  static final class Empty {
    @Replay({})
    void isTheSame() {}
  }

  @Test
  void whatIsNotSuppliedOrNoProgramIsNamed() {
    assertThat(Tests.failure(Nothing.class))
        .hasMessage("greeting.run has a run of the program \"greeting\", which the test does not"
            + " supply; it supplies none. Annotate a field or a method of the type Program with @UnderTest");
    assertThat(Tests.failure(NotYet.class))
        .hasMessage("\"greeting\", which is @UnderTest, is null when the test begins; give it"
            + " its value where it is declared or in @BeforeEach");
    assertThat(Tests.failure(Text.class))
        .hasMessage(
            "\"greeting\", which is @UnderTest, is a java.lang.String; expected a Program, Redactor, Scorer or Journal");
    assertThat(Tests.failure(Twice.class))
        .hasMessage("greeting and other, which are @UnderTest, are programs with the name \"greeting\";"
            + " a run finds its program by its name, so give each one of its own");
    assertThat(Tests.failure(TwoRedactors.class))
        .hasMessageEndingWith("is a second Redactor; runs are recorded with one");
    assertThat(Tests.failure(Asking.class))
        .hasMessage("\"greeting\", which is @UnderTest, takes parameters; expected none");
  }

  @Test
  void aTestWithoutABundleFails() {
    List<Throwable> failures =
        Tests.failures(Tests.run(Empty.class).containerEvents());
    assertThat(failures).singleElement().extracting(Throwable::getMessage).isEqualTo(
        "@Replay on isTheSame names no bundle, so there is nothing to test; name a file that athanor export has written");
  }
}
