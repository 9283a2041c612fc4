package dev.athanor.cli.application;

import dev.athanor.eval.file.ApplicationSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.model.Prices;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/** An application at work. Safe for use by many threads, if the application is. */
final class StartedApplication implements AutoCloseable {
  private final ApplicationSettings settings;
  private final Hash version;
  private final ApplicationLoader loader;
  private final Object application;
  private final Program<?, ?> program;

  private StartedApplication(ApplicationSettings settings, Hash version, ApplicationLoader loader,
      Object application, Program<?, ?> program) {
    this.settings = settings;
    this.version = version;
    this.loader = loader;
    this.application = application;
    this.program = program;
  }

  /**
   * Starts it.
   *
   * @throws AthanorException that says what is not as it should be
   */
  static StartedApplication of(ApplicationSettings settings, ClassPath classPath, Prices prices) {
    Hash version = classPath.version();
    ApplicationLoader loader = ApplicationLoader.of(classPath);
    try {
      Starting starting = new Starting(settings, loader);
      return within(loader, () -> {
        Object application = starting.made();
        return new StartedApplication(settings, version, loader, application,
            starting.program(application, prices));
      });
    } catch (RuntimeException | Error e) {
      loader.close();
      throw e;
    }
  }

  /** What its class path held when it was started. */
  Hash version() {
    return version;
  }

  /** Checks that it takes what a case asks. */
  void check(Case given) {
    try {
      var _ = within(loader, () -> program.input().decode(given.input()));
    } catch (RuntimeException e) {
      throw AthanorException.user("case-input", "case " + given.id() + " asks "
          + Json.abbreviate(given.input().toString(), 120) + ", which the application " + settings.type()
          + " does not take: " + e.getMessage() + "; change the case, or the codec of the program's input");
    }
  }

  /** What it answers, as JSON. */
  JsonNode answer(Run run, JsonNode input) {
    JsonNode answer = within(loader, () -> answer(program, run, input));
    if (answer == null || answer.isNull() || answer.isMissingNode()) {
      throw new StepFailed("answer-missing", "the application " + settings.type() + " has answered nothing",
          false);
    }
    return answer;
  }

  private static <I, O> JsonNode answer(Program<I, O> program, Run run, JsonNode input) {
    return program.output().encode(program.body().apply(run, program.input().decode(input)));
  }

  /** Libraries find what they are made of by the thread's class loader. */
  private static <T> T within(ApplicationLoader loader, Callable<T> code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader.classes());
    try {
      return code.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Which one it is. */
  String name() {
    return settings.type();
  }

  @Override
  public void close() {
    try {
      if (application instanceof AutoCloseable open) {
        within(loader, () -> {
          open.close();
          return open;
        });
      }
    } finally {
      loader.close();
    }
  }
}
