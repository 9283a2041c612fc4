package dev.athanor.cli.command;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A project whose systems are outputs that were recorded elsewhere, so that what comes of an evaluation is known.
 *
 * @param folder of the project
 */
record EvalProject(Path folder) {
  /** A project with so many cases c0, c1, ..., of which {@code old} and {@code new} answer these rightly. */
  static EvalProject of(Path folder, int cases, IntPredicate old, IntPredicate improved) {
    EvalProject project = new EvalProject(folder);
    project.write("athanor.yaml", "");
    project.write("evals/cases.jsonl", lines(cases, i -> "{\"id\":\"c" + i + "\",\"input\":\"Question " + i
        + "?\",\"reference\":\"yes\",\"tags\":[\"" + (i % 2 == 0 ? "even" : "odd") + "\"]}"));
    project.write("evals/old.jsonl", lines(cases, i -> output(i, old.test(i), "0.001", "0.5")));
    project.write("evals/new.jsonl", lines(cases, i -> output(i, improved.test(i), "0.004", "1.5")));
    return project;
  }

  private static String lines(int cases, java.util.function.IntFunction<String> line) {
    return IntStream.range(0, cases).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
  }

  private static String output(int i, boolean right, String dollars, String seconds) {
    return "{\"id\":\"c" + i + "\",\"output\":\"" + (right ? "yes" : "no")
        + "\",\"tokens\":100,\"dollars\":\"" + dollars
        + "\",\"seconds\":" + seconds + "}";
  }

  /** Writes an evaluation of both, with these further lines. */
  EvalProject evaluation(String name, String... more) {
    write("evals/" + name + ".yaml", """
        dataset: cases.jsonl
        systems:
          - {name: old, outputs: old.jsonl}
          - {name: new, outputs: new.jsonl}
        scorers: [exact]
        """ + String.join("\n", more) + "\n");
    return this;
  }

  void write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }
}
