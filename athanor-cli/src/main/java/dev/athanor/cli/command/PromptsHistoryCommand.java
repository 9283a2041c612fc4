package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.view.InputText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.PromptUses;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.run.Nearest;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor prompts history}. */
@Command(name = "history", sortOptions = false, description = {
    "Say which runs have used a prompt, and in which version: the newest first."},
    footer = {"", "Example: athanor prompts history draft",
        "A version of a run beside the one here now: athanor prompts diff draft --run RUN"})
final class PromptsHistoryCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "NAME", description = PromptsShowCommand.NAME)
  private String name = "";

  @Option(names = {"-n", "--limit"}, paramLabel = "N",
      description = "List at most N runs of each version; 5 without it.")
  private int limit = 5;

  PromptsHistoryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    PromptName wanted = PromptName.parse(name);
    try (Workshop workshop = invocation.workshop()) {
      PromptUses uses = PromptUses.in(workshop.journal());
      List<PromptUses.Version> versions = uses.of(wanted);
      Optional<Hash> now = workshop.prompts().find(wanted).map(prompt -> prompt.version());
      if (versions.isEmpty() && now.isEmpty()) {
        throw AthanorException.user(PromptFailures.UNKNOWN,
            "no run has used a prompt \"" + name + "\", and there is none now; "
                + (uses.names().isEmpty() ? "no prompt was used yet"
                    : "used were " + String.join(", ", Nearest.to(name, uses
                        .names(), 5))));
      }
      if (invocation.json()) {
        invocation.json(json(versions, now));
      } else if (versions.isEmpty()) {
        invocation.screen().note("No run has used the prompt " + name + " yet.");
      } else {
        invocation.screen().result(table(versions, now, workshop).lines(invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }

  private Table table(List<PromptUses.Version> versions, Optional<Hash> now, Workshop workshop) {
    Table table = new Table(Column.text("VERSION"), Column.number("RUNS"), Column.text("RUN"),
        Column.text("STARTED"), Column
            .text("INPUT"));
    for (PromptUses.Version version : versions) {
      String mark = now.filter(version.version()::equals).isPresent() ? " (now)" : "";
      for (int i = 0; i < Math.min(limit, version.runs().size()); i++) {
        var run = version.runs().get(i);
        table.row(i == 0 ? Table.cell(Style.HANDLE, version.version().brief() + mark) : Table.cell(""),
            Table.cell(i == 0
                ? Wording.number(version.runs().size())
                : ""),
            Table.cell(Style.HANDLE, run.id()),
            Table.cell(Style.FAINT, Wording.moment(run.header().created(), ZoneId
                .systemDefault())),
            Table.cell(InputText.of(run.header(), workshop.journal())));
      }
    }
    return table;
  }

  private ObjectNode json(List<PromptUses.Version> versions, Optional<Hash> now) {
    ObjectNode json = Json.object().put("prompt", name).put("now", now.map(Hash::hex).orElse(null));
    ArrayNode array = json.putArray("versions");
    versions.forEach(version -> {
      ArrayNode runs = array.addObject().put("version", version.version().hex()).putArray("runs");
      version.runs().forEach(run -> runs.add(run.id().value()));
    });
    return json;
  }
}
