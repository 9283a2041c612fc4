package dev.athanor.cli.command;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.file.CaseLines;
import dev.athanor.eval.dataset.file.Dialect;
import dev.athanor.eval.dataset.file.Imported;
import dev.athanor.eval.dataset.file.Importing;
import dev.athanor.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor dataset import}. */
@Command(name = "import", sortOptions = false, description = {
    "Take cases from a file: ours, Inspect's, DeepEval's, OpenAI evals', Ragas', LangSmith's, MLflow's, CSV, TSV, or",
    "trajectories of tau-bench. What a system has answered there is kept beside them as recorded outputs."},
    footer = {"", "Example: athanor dataset import gpt-4o-airline.json --name airline"})
final class DatasetImportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "FILE", description = "The file: .jsonl, .json, .csv or .tsv.")
  private String file = "";

  @Option(names = "--name", paramLabel = "NAME",
      description = "How the dataset is to be called; as the file without it.")
  private @Nullable String name;

  @Option(names = "--form", paramLabel = "FORM", description = {
      "Whose form the records have: ${COMPLETION-CANDIDATES}.", "Without it, the first record tells."})
  private @Nullable Dialect form;

  @Option(names = "--replace", description = "Write over a dataset of that name and its recorded outputs.")
  private boolean replace;

  DatasetImportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path source = invocation.path(file);
    String called = ReviewQueues.checked(name == null ? stem(source) : name);
    Imported imported = Importing.read(source, called, Optional.ofNullable(form));
    Path folder = folder();
    Path cases = folder.resolve(called + ".jsonl");
    Path outputs = folder.resolve(called + ".outputs.jsonl");
    if (!replace && (Files.exists(cases) || Files.exists(outputs))) {
      throw AthanorException.user("dataset-exists", "there is "
          + (Files.exists(cases) ? "a dataset " : "a file of recorded outputs of a dataset ") + called
          + " in "
          + folder + " already; choose another name with --name, or write over it with --replace");
    }
    if (imported.outputs().isEmpty()) {
      delete(outputs);
    }
    CaseLines.write(cases, imported.dataset().cases().stream().map(Importing::line).toList());
    if (!imported.outputs().isEmpty()) {
      CaseLines.write(outputs, imported.outputs().stream().map(JsonNode::toString).toList());
    }
    tell(imported, cases, outputs);
    return ExitCode.OK.number();
  }

  private Path folder() {
    try (Workshop workshop = invocation.recordingWorkshop()) {
      return workshop.project().folder().resolve(Project.EVALS);
    }
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  /** What was answered to other cases would be taken for an answer to these. */
  private void delete(Path outputs) {
    if (CaseLines.delete(outputs)) {
      invocation.screen()
          .note("Deleted " + invocation.shown(outputs) + ", which was of the dataset before this one.");
    }
  }

  private void tell(Imported imported, Path cases, Path outputs) {
    if (invocation.json()) {
      ObjectNode json =
          Json.object().put("dataset", imported.dataset().name()).put("version", imported.dataset()
              .version().hex()).put("cases", imported.dataset().cases().size()).put("file", cases.toString());
      invocation.json(json.put("outputs", imported.outputs().size()));
      return;
    }
    invocation.screen()
        .result(String.format(Locale.ROOT, "%s in %s", Wording.count(imported.dataset().cases().size(),
            "case"), invocation.shown(cases)));
    if (!imported.outputs().isEmpty()) {
      invocation.screen()
          .result(String.format(Locale.ROOT, "%s in %s", Wording.count(imported.outputs().size(),
              "recorded output"), invocation.shown(outputs)));
    }
  }
}
