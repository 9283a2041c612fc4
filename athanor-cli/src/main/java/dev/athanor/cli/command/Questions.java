package dev.athanor.cli.command;

import dev.athanor.error.AthanorException;
import java.util.List;

/** Reads a question off the command line. */
final class Questions {
  private static final int LONGEST = 10_000;

  private Questions() {}

  /** The words as one text; quotes around them are not needed. */
  static String read(List<String> words) {
    String question = String.join(" ", words).strip();
    if (question.isEmpty()) {
      throw AthanorException.user("question-empty",
          "the question is empty; expected some words, such as: athanor ask \"how long is the notice period?\"");
    }
    if (question.length() > LONGEST) {
      throw AthanorException.user("question-long", "the question has " + question.length()
          + " characters; expected at most " + LONGEST + ": ask what you want to know, not a document");
    }
    return question;
  }
}
