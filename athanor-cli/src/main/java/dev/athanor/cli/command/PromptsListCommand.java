package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.view.PromptJson;
import dev.athanor.cli.view.PromptText;
import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code athanor prompts list}. */
@Command(name = "list", sortOptions = false,
    description = {"List the prompts; say of each broken one what is wrong."})
final class PromptsListCommand implements Callable<Integer> {
  private final Invocation invocation;

  PromptsListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    PromptLibrary library = PromptLibrary.in(invocation.project().prompts());
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
      invocation.json(PromptJson.list(prompts, broken));
    } else if (prompts.isEmpty() && broken.isEmpty()) {
      invocation.screen()
          .note("There are no prompts yet: a prompt is a file such as " + invocation.shown(library
              .folder().resolve("greet.prompt")));
    } else {
      invocation.screen().result(table(prompts).lines(invocation.screen()));
    }
    broken.forEach(
        (name, message) -> invocation.screen().warn("the prompt " + name + " is broken: " + message));
    return ExitCode.OK.number();
  }

  private static Table table(List<Prompt> prompts) {
    Table table = new Table(Column.text("PROMPT"), Column.text("VERSION"), Column.text("MODEL"), Column.text(
        "READS"), Column.text("WRITES"), Column.text("DESCRIPTION"));
    for (Prompt prompt : prompts) {
      table.row(Table.cell(Style.HANDLE, prompt.name()), Table.cell(Style.FAINT, prompt.version().brief()),
          Table.cell(
              prompt.header().model().orElse("")),
          Table.cell(PromptText.reads(prompt)), Table.cell(String.join(", ", prompt
              .header().state().writes())),
          Table.cell(prompt.header().about().description().orElse("")));
    }
    return table;
  }
}
