package dev.athanor.cli.application;

import dev.athanor.eval.file.ApplicationSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.subject.Answers;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An application that is built on LangChain4j. Its steps are on record, so that its trials are reused, resumed, forked and replayed as those of a
 * project's own systems.
 */
public final class ApplicationSubject {
  /** By which an arm names it. */
  public static final String KIND = "langchain4j";
  private static final int AT_ONCE = 16;
  private static final Codec<Pin> PIN = Codec.of(Pin.class);

  private ApplicationSubject() {}

  /**
   * The application, and what it was when the experiment began.
   *
   * @param settings which one
   * @param version what its class path held
   */
  record Pin(ApplicationSettings settings, Hash version) {}

  /** What answers for an application, which is found by what the run is pinned to. */
  public static Program<JsonNode, Output> program(Applications applications) {
    return new Program<>(KIND, Codec.JSON, Codec.of(Output.class), (run, input) -> {
      ApplicationSettings settings = run.pinned(KIND, PIN).settings();
      JsonNode answer = applications.started(settings).answer(run, input);
      return Answers.of(answer.isString() ? answer.stringValue() : answer.toString(), settings.answer());
    });
  }

  /** The subject. */
  public static Subject<?, ?> of(Applications applications) {
    return new Subject<>(KIND, program(applications), (given, _) -> given.input(), output -> output, AT_ONCE);
  }

  /**
   * What an arm is pinned to that asks this application, which is started for it.
   *
   * @param cases that it is to be asked
   * @throws AthanorException if it can't be started, or does not take what a case asks
   */
  public static RunOptions pin(RunOptions options, ApplicationSettings settings, Applications applications,
      List<Case> cases) {
    StartedApplication started = applications.started(settings);
    cases.forEach(started::check);
    return options.pin(KIND, PIN.encode(new Pin(settings, started.version())));
  }

  /**
   * Checks that a run can be gone on with: its applications can be started, and are what they were.
   *
   * @param manifest of the run: of an experiment, or of one of its trials
   * @throws AthanorException {@code application-changed}, or as {@link #pin}
   */
  public static void check(JsonNode manifest, Applications applications) {
    pins(manifest).forEach(pin -> {
      if (!applications.started(pin.settings()).version().equals(pin.version())) {
        throw AthanorException.user("application-changed", "the application " + pin.settings().type()
            + " has changed since the experiment began: its class path " + pin.settings().classpath()
            + " holds something else now; put it back, or start another experiment, which reuses all steps that"
            + " are still the same");
      }
    });
  }

  /** Starts the applications of a run, whatever has become of them: to see what they do now. */
  public static void start(JsonNode manifest, Applications applications) {
    pins(manifest).forEach(pin -> {
      var _ = applications.started(pin.settings());
    });
  }

  private static List<Pin> pins(JsonNode manifest) {
    return Stream.concat(Stream.of(manifest), manifest.path(Experiment.ARMS).valueStream())
        .map(pins -> pins.path(KIND)).filter(JsonNode::isObject).map(PIN::decode).toList();
  }
}
