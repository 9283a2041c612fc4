package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.ModelText;
import dev.athanor.cli.view.RecordingText;
import dev.athanor.cli.view.RunJson;
import dev.athanor.cli.view.RunText;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Json;
import dev.athanor.proxy.recording.Departure;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.run.Nearest;
import dev.athanor.run.Recording;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor show}. */
@Command(name = "show", sortOptions = false, description = {
    "Show a run: its answer, and the tree of steps that led to it.",
    "Of each step: the operation, what it does to the world (pure, sampled, read, keyed, write), where its",
    "answer came from (lived, recorded, memo, supplied, refused) and how long it took."})
final class ShowCommand implements Callable<Integer> {
  private static final int SUGGESTED = 5;

  private final Invocation invocation;

  @Parameters(paramLabel = "RUN", description = RunNames.HELP)
  private String run = "";

  @Option(names = "--step", paramLabel = "PATH",
      description = "Show what this step asked and what it was answered; in a recording its number will do.")
  private @Nullable String step;

  ShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop()) {
      RunRecord record = new RunNames(workshop.journal()).find(run);
      Recording recording = workshop.recording(record.id());
      String path = step;
      if (path != null) {
        step(path, recording);
      } else if (invocation.json()) {
        invocation.json(RunJson.whole(record, recording));
      } else {
        invocation.screen().result(RunText.whole(record, recording, invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }

  private void step(String path, Recording recording) {
    boolean exchanged = recording.header().program().equals(RecordingProgram.NAME);
    Entry.Completed found = exchanged
        ? Departure.find(RecordedExchange.of(recording), path, recording.header().id()).step()
        : find(dev.athanor.journal.Path.parse(path), recording);
    ObjectNode json = RunJson.exchange(found, recording.contents());
    if (invocation.json()) {
      invocation.json(json);
      return;
    }
    Optional<List<String>> conversation = exchanged
        ? RecordingText.conversation(new RecordedExchange(0, found, recording.contents()),
            invocation.screen())
        : Optional.empty();
    if (conversation.isPresent()) {
      invocation.screen().result(conversation.get());
      return;
    }
    Screen screen = invocation.screen();
    if (found.step().operation().equals(ModelText.OPERATION)) {
      screen.result(ModelText.lines(found, recording, screen));
      return;
    }
    for (String part : List.of("request", "response", "failure")) {
      if (!json.path(part).isNull()) {
        screen.result(screen.paint(Style.STRONG, part));
        screen.result(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json.get(part)));
      }
    }
  }

  private static Entry.Completed find(dev.athanor.journal.Path path, Recording recording) {
    List<Entry.Completed> steps = recording.entries().stream().map(Stamped::entry).filter(
        Entry.Completed.class::isInstance).map(Entry.Completed.class::cast).toList();
    return steps.stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow(
        () -> AthanorException.user("path-unknown", "run " + recording.header().id() + " has no step \""
            + path
            + "\"; "
            + (steps.isEmpty() ? "it has none at all" : "the nearest are " + String.join(", ", Nearest
                .to(path.value(), steps.stream().map(each -> each.path().value()).toList(), SUGGESTED)))));
  }
}
