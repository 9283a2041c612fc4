package dev.athanor.cli.command;

import dev.athanor.error.AthanorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that only suites of promptfoo have. */
final class SuiteOptions {
  @Option(names = "--leave-out",
      description = "Of a promptfoo suite, run what can run here; what can't is named and counted.")
  private boolean leaveOut;

  @Option(names = "--judge", paramLabel = "MODEL", description = {
      "Who judges in a promptfoo suite that does not say it, such as openai:gpt-5-mini."})
  private @Nullable String judge;

  boolean leaveOut() {
    return leaveOut;
  }

  Optional<String> judge() {
    return Optional.ofNullable(judge);
  }

  /** Complains where they were given for another evaluation. */
  void refuseFor(String evaluation) {
    if (leaveOut || judge != null) {
      throw AthanorException.user("suite-option", (leaveOut ? "--leave-out" : "--judge")
          + " is for suites of promptfoo, and " + evaluation + " is none; leave it out");
    }
  }
}
