package dev.athanor.cli.command;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.view.PromptJson;
import dev.athanor.cli.view.PromptText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.PromptUses;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code athanor prompts list}. */
@Command(name = "list", sortOptions = false,
    description = {
        "List the prompts and how many runs have used this version of each; say of each broken one what is",
        "wrong."})
final class PromptsListCommand implements Callable<Integer> {
  private final Invocation invocation;

  PromptsListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Project project = invocation.project();
    PromptLibrary library = PromptLibrary.in(project.prompts());
    List<Prompt> prompts = new ArrayList<>();
    Map<PromptName, String> broken = new TreeMap<>();
    for (PromptName name : library.names()) {
      try {
        prompts.add(library.load(name));
      } catch (AthanorException e) {
        broken.put(name, String.valueOf(e.getMessage()));
      }
    }
    if (invocation.json()) {
      invocation.json(PromptJson.list(prompts, broken, uses(project)));
    } else if (prompts.isEmpty() && broken.isEmpty()) {
      invocation.screen()
          .note("There are no prompts yet: a prompt is a file such as " + invocation.shown(library
              .folder().resolve("greet.prompt")));
    } else {
      invocation.screen().result(table(prompts, uses(project)).lines(invocation.screen()));
    }
    broken.forEach(
        (name, message) -> invocation.screen().warn("the prompt " + name + " is broken: " + message));
    return ExitCode.OK.number();
  }

  /** Of a project that was never used there is nothing to read, and nothing is made. */
  private PromptUses uses(Project project) {
    if (!Files.exists(Workshop.journalFile(project))) {
      return PromptUses.none();
    }
    try (Workshop workshop = invocation.workshop()) {
      return PromptUses.in(workshop.journal());
    }
  }

  private static Table table(List<Prompt> prompts, PromptUses uses) {
    Table table = new Table(Column.text("PROMPT"), Column.text("VERSION"), Column.number("RUNS"),
        Column.text("MODEL"), Column.text(
            "READS"),
        Column.text("WRITES"), Column.text("DESCRIPTION"));
    for (Prompt prompt : prompts) {
      table.row(Table.cell(Style.HANDLE, prompt.name()), Table.cell(Style.FAINT, prompt.version().brief()),
          Table.cell(Wording.number(uses.runs(prompt.name(), prompt.version()))),
          Table.cell(
              prompt.header().model().orElse("")),
          Table.cell(PromptText.reads(prompt)), Table.cell(String.join(", ", prompt
              .header().state().writes())),
          Table.cell(prompt.header().about().description().orElse("")));
    }
    return table;
  }
}
