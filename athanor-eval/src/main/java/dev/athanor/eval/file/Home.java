package dev.athanor.eval.file;

import dev.athanor.error.AthanorException;
import java.nio.file.Path;

/** Where an evaluation is at home: a project, or a test. */
public interface Home {
  /** From here files are named that do not lie beside the evaluation, and commands work here. */
  Path folder();

  /**
   * Looks whether there is such a system.
   *
   * @throws AthanorException that names those that there are
   */
  void check(String system);

  /** A system that there is, for messages. */
  String example();
}
