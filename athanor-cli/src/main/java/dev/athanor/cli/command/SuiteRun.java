package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.SuiteEvaluating;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.promptfoo.suite.Obstacle;
import dev.athanor.promptfoo.suite.Suite;
import dev.athanor.promptfoo.suite.SuiteFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a suite of promptfoo ready to run, or says all that keeps it from running.
 *
 * @param file of the suite
 * @param options that only suites have
 */
record SuiteRun(Invocation invocation, Path file, SuiteOptions options) {
  private static final int MOST = 50;

  SuiteEvaluating ready(Workshop workshop, Optional<Integer> first) {
    Suite suite = new SuiteFile(file, invocation.environment(), options.judge()).read();
    Screen screen = invocation.screen();
    suite.notes().forEach(screen::note);
    if (!suite.obstacles().isEmpty() && !options.leaveOut()) {
      throw AthanorException.user("suite-obstacles", Wording.count(suite.obstacles().size(), "part") + " of "
          + invocation.shown(file) + " can't run here, and nothing was asked:" + listed(suite)
          + "\nrun the rest with --leave-out");
    }
    suite.obstacles().stream().limit(MOST).forEach(each -> screen.warn("left out: " + each));
    if (suite.obstacles().size() > MOST) {
      screen.warn("left out: " + (suite.obstacles().size() - MOST) + " more");
    }
    if (suite.asked().isEmpty() || suite.cases().isEmpty()) {
      throw AthanorException.user("suite-empty", invocation.shown(file) + " has "
          + (suite.cases().isEmpty() ? "no test" : "no provider")
          + " that can run here; give it one, such as providers: [echo]");
    }
    return SuiteEvaluating.of(workshop, suite, first);
  }

  private static String listed(Suite suite) {
    String lines =
        suite.obstacles().stream().limit(MOST).map(Obstacle::toString).map(each -> "\n  " + each).collect(
            Collectors.joining());
    int more = suite.obstacles().size() - MOST;
    return more > 0 ? lines + "\n  and " + more + " more" : lines;
  }
}
