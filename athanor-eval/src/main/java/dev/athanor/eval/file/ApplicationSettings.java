package dev.athanor.eval.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.subject.Answers;
import java.util.List;
import java.util.Optional;

/**
 * Which application is asked.
 *
 * @param type the full name of the class that starts it
 * @param classpath its folders of classes and its jars, from the project's folder; the last part of a path may have a {@code *}
 * @param answer where the answer stands in its output, as a JSON pointer; the whole output if empty
 */
public record ApplicationSettings(String type, List<String> classpath, Optional<String> answer) {
  /** Copies and checks. */
  public ApplicationSettings {
    classpath = List.copyOf(classpath);
    answer = answer.map(Answers::checked);
    if (classpath.isEmpty()) {
      throw AthanorException.user("application-classpath", "the application " + type
          + " has no class path; expected under classpath where its classes and jars are, such as"
          + " [target/classes, target/lib/*.jar]");
    }
  }
}
