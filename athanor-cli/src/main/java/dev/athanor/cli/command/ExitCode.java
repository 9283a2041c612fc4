package dev.athanor.cli.command;

import dev.athanor.error.Category;
import dev.athanor.run.Outcome;

/** What a command tells the program that called it. The numbers are stable. */
public enum ExitCode {
  /** All went well. */
  OK(0, "done; also when the documents hold no answer: the outcome says so"),
  /** Our fault. */
  INTERNAL(1, "a defect of Athanor"),
  /** The arguments make no sense. */
  USAGE(2, "the command line is malformed"),
  /** The arguments make sense, but what they name is not so. */
  USER(3, "what was asked for can't be: an unknown run, a missing folder, a mistake in athanor.yaml"),
  /** The store or a file. */
  DATA(4, "what is stored can't be read or written: corrupt, tampered with, the disk is full"),
  /** Something outside. */
  PROVIDER(5, "something outside answered badly"),
  /** A limit was reached. */
  BUDGET(6, "a budget allowed no more"),
  /** A program failed. */
  RUN_FAILED(10, "the run ended with a failure"),
  /** It goes on later. */
  RUN_WAITS(11, "the run waits for an answer or a time"),
  /** A person must say. */
  RUN_IN_DOUBT(12, "the run has a write of which nobody knows whether it happened"),
  /** Record and program differ. */
  DIVERGED(13, "the program did something else than what is recorded"),
  /** Something needs attention. */
  UNHEALTHY(14, "doctor has found a problem"),
  /** Some is done and some is not. */
  PARTLY_SYNCED(15, "a source could not be synced, and the others were"),
  /** What was to hold does not. */
  GATE_FAILED(16, "a gate of an evaluation does not hold"),
  /** What was to hold may or may not. */
  GATE_UNDECIDED(17, "a gate of an evaluation is undecided: more cases would tell"),
  /** As a shell says it. */
  COMMAND_MISSING(127, "the program that was to be run does not exist"),
  /** Control-C. */
  INTERRUPTED(130, "interrupted (Ctrl-C); 143 if asked to terminate"),
  /** As a process that is ended by SIGPIPE. */
  READER_GONE(141, "whoever read the output has closed it");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The code itself. */
  public int number() {
    return number;
  }

  /** What it means. */
  public String meaning() {
    return meaning;
  }

  /** The code of an error. */
  static ExitCode of(Category category) {
    return switch (category) {
      case USER -> USER;
      case PROVIDER -> PROVIDER;
      case BUDGET -> BUDGET;
      case DATA -> DATA;
      case INTERNAL -> INTERNAL;
    };
  }

  /** The code of how a run came out. */
  static ExitCode of(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> _ -> OK;
      case Outcome.Failed<?> _ -> RUN_FAILED;
      case Outcome.Waiting<?> _ -> RUN_WAITS;
      case Outcome.InDoubt<?> _ -> RUN_IN_DOUBT;
      case Outcome.Diverged<?> _ -> DIVERGED;
      case Outcome.Exhausted<?> _ -> BUDGET;
    };
  }
}
