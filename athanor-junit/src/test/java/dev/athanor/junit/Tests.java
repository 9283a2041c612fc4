package dev.athanor.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs tests within a test. */
final class Tests {
  private Tests() {}

  static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  static EngineExecutionResults run(Class<?> tests, String method) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectMethod(tests, method)).execute();
  }

  /** Why the first test that fails does. */
  static Throwable failure(Class<?> tests) {
    return failures(run(tests).testEvents()).getFirst();
  }

  static List<Throwable> failures(Events events) {
    return events.failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow())
        .toList();
  }
}
