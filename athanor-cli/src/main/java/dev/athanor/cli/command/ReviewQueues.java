package dev.athanor.cli.command;

import dev.athanor.cli.project.Project;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.file.ReviewQueue;
import java.util.regex.Pattern;

/** Finds the cases that wait for a person. */
final class ReviewQueues {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

  private ReviewQueues() {}

  /** Of a dataset in the folder of evaluations. */
  static ReviewQueue of(Project project, String name) {
    String plain = name.endsWith(".jsonl") ? name.substring(0, name.length() - ".jsonl".length()) : name;
    return new ReviewQueue(project.folder().resolve(Project.EVALS), checked(plain));
  }

  /** A name that a dataset may have. */
  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw AthanorException.user("dataset-name", "\"" + name
          + "\" can't name a dataset: expected letters, digits, '.', '_' or '-'; choose one with --name");
    }
    return name;
  }
}
