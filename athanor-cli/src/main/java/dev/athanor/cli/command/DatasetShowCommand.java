package dev.athanor.cli.command;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.view.DatasetText;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.file.DatasetFile;
import dev.athanor.eval.dataset.file.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor dataset show}. */
@Command(name = "show", sortOptions = false, description = {
    "Show what a dataset has: its version, its cases by split and tag, how often its sealed cases were opened."})
final class DatasetShowCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "DATASET",
      description = "A file of cases, or the name of one in the folder evals.")
  private String dataset = "";

  @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "Show the first N cases; 3 without it.")
  private int limit = 3;

  DatasetShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path file = find();
    Dataset read = DatasetFile.of(file).read();
    DatasetText text = DatasetText.of(read, Seal.of(file));
    if (invocation.json()) {
      invocation.json(text.json());
    } else {
      invocation.screen().result(text.lines(invocation.screen(), limit));
    }
    return ExitCode.OK.number();
  }

  private Path find() {
    Path typed = invocation.path(dataset);
    if (Files.isRegularFile(typed)) {
      return typed;
    }
    Path folder = invocation.project().folder().resolve(Project.EVALS);
    return Stream.of(".jsonl", ".json", ".csv", ".tsv", "").map(end -> folder.resolve(dataset + end)).filter(
        Files::isRegularFile).findFirst().orElse(typed);
  }
}
