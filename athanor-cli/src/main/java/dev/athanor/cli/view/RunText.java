package dev.athanor.cli.view;

import dev.athanor.cli.project.ProjectSettings;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Cell;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.terminal.TextWidth;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.run.Recording;
import dev.athanor.system.Systems;
import dev.athanor.system.prompted.PromptProgram;
import dev.athanor.system.rag.RagProgram;
import dev.athanor.trail.RunTree;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A run as a tree: what was asked of the outside, where the answer came from, how long it took. */
public final class RunText {
  private static final Set<String> ANSWERING =
      Set.of(ExtractiveProgram.NAME, RagProgram.NAME, PromptProgram.NAME);

  private RunText() {}

  /** The answer, what is known of the run, and its tree. */
  public static List<String> whole(RunRecord run, Recording recording, Screen screen) {
    List<String> lines = new ArrayList<>();
    JsonNode input = recording.header().input().value(recording.contents()::part);
    TextWidth.wrap(InputText.of(input), screen.textWidth()).forEach(line -> lines.add(screen.paint(
        Style.STRONG, line)));
    lines.add("");
    if (run.header().program().equals(RecordingProgram.NAME)) {
      lines.add(heading(run, recording, screen));
      lines.addAll(RecordingText.table(recording, screen));
      return lines;
    }
    lines.addAll(ending(run, recording, screen));
    lines.add("");
    lines.add(heading(run, recording, screen));
    lines.addAll(tree(recording, screen));
    lines.addAll(FittingText.lines(recording, screen));
    return lines;
  }

  private static List<String> ending(RunRecord run, Recording recording, Screen screen) {
    Optional<Entry.End> end = RunJson.end(recording);
    Optional<JsonNode> output = end.flatMap(found -> RunJson.output(found, recording));
    if (output.isPresent()) {
      return ANSWERING.contains(run.header().program())
          ? AnswerText.lines(run.id(), Answer.CODEC.decode(output.get()), screen)
          : Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(output.get()).lines().toList();
    }
    return List
        .of(screen.paint(Wording.style(run.state()), end.flatMap(RunJson::failure).map(Failure::toString)
            .orElse("The run has no answer yet.")));
  }

  private static String heading(RunRecord run, Recording recording, Screen screen) {
    List<Entry.Completed> steps = recording.entries().stream().map(Stamped::entry).filter(
        Entry.Completed.class::isInstance).map(Entry.Completed.class::cast).toList();
    Duration took = steps.stream().map(Entry.Completed::lasted).reduce(Duration.ZERO, Duration::plus);
    String cost = Wording.spent(recording.spent());
    return "run " + screen.paint(Style.HANDLE, run.id().value()) + "  " + screen.paint(Wording.style(run
        .state()), Wording
            .state(run.state()))
        + screen.paint(Style.FAINT, "  " + system(run, recording) + ", "
            + Wording.moment(run.header().created(), ZoneId.systemDefault()) + ", " + Wording.count(steps
                .size(), "step")
            + " in " + Wording.lasted(took) + (cost.isEmpty() ? "" : ", " + cost));
  }

  /** The program, and the system if it has a name of its own. */
  private static String system(RunRecord run, Recording recording) {
    String program = run.header().program();
    String name = recording.header().manifest().value(recording.contents()::part).path(Systems.SYSTEM)
        .asString(program);
    return name.equals(program) || name.equals(ProjectSettings.ASK) ? program : name + " (" + program + ")";
  }

  /** The lines of the tree, under a heading. */
  public static List<String> tree(Recording recording, Screen screen) {
    Table table = new Table(Column.text("STEP"), Column.text("OPERATION"), Column.text("EFFECT"), Column.text(
        "ORIGIN"), Column.number("TOOK"), Column.text("RESULT"));
    rows(RunTree.of(recording).children(), "", table, recording);
    return table.lines(screen);
  }

  private static void rows(List<RunTree.Node> nodes, String indent, Table table, Recording recording) {
    for (int i = 0; i < nodes.size(); i++) {
      boolean last = i == nodes.size() - 1;
      RunTree.Node node = nodes.get(i);
      row(indent + (last ? "└─ " : "├─ "), node, table, recording);
      String inside = indent + (last ? "   " : "│  ");
      boolean more = !node.children().isEmpty();
      attempts(node, inside + (more ? "│  " : "   "), table);
      rows(node.children(), inside, table, recording);
    }
  }

  private static void row(String branch, RunTree.Node node, Table table, Recording recording) {
    String label = branch + node.path().leaf() + (node.lost() ? " (lost)" : "");
    if (node.step().isPresent()) {
      Entry.Completed step = node.step().get();
      table.row(
          Table.cell(label), Table.cell(ModelText.operation(step, recording)), Table.cell(Style.FAINT,
              step.step()
                  .effect().name().toLowerCase(Locale.ROOT)),
          origin(step), took(step.lasted()), result(step));
    } else if (node.waiting().isPresent()) {
      Entry.Waiting waiting = node.waiting().get();
      table.row(Table.cell(label), Table.cell(waiting.step().operation()), Table.cell(Style.FAINT, "wait"),
          Table.cell(""), node.answered().map(answered -> took(Duration.between(waiting.at(), answered.at())))
              .orElse(Table.cell("")),
          wait(node, waiting));
    } else {
      table.row(Table.cell(Style.FAINT, label), Table.cell(""), Table.cell(""), Table.cell(""), Table.cell(
          ""), begun(node));
    }
  }

  private static Cell begun(RunTree.Node node) {
    boolean open = node.entries().stream().anyMatch(Entry.Started.class::isInstance);
    return open ? Table.cell(Style.CAUTION, "begun, and nothing more is known") : Table.cell("");
  }

  private static Cell origin(Entry.Completed step) {
    return Table.cell(switch (step.origin()) {
      case LIVED -> Style.PLAIN;
      case RECORDED, MEMO -> Style.GOOD;
      case SUPPLIED, REFUSED -> Style.CAUTION;
    }, Wording.origin(step.origin()));
  }

  private static Cell took(Duration duration) {
    return Table.cell(Style.FAINT, Wording.lasted(duration));
  }

  private static Cell result(Entry.Completed step) {
    return switch (step.result()) {
      case Result.Ok _ -> Table.cell(Style.GOOD, ("ok " + Wording.spent(step.spend())).strip());
      case Result.Failed(Failure failure) -> failed(failure, step.spend());
    };
  }

  private static Cell failed(Failure failure, Spend spend) {
    return Table.cell(Style.BAD, Wording.failed(failure, spend));
  }

  private static Cell wait(RunTree.Node node, Entry.Waiting waiting) {
    if (node.answered().isPresent()) {
      return node.answered().get().result() instanceof Result.Failed(Failure failure)
          ? Table.cell(Style.BAD, failure.toString())
          : Table.cell(Style.GOOD, "answered");
    }
    return Table.cell(Style.CAUTION, "waits" + waiting.due().map(due -> " until " + due).orElse(""));
  }

  private static void attempts(RunTree.Node node, String indent, Table table) {
    for (Entry.Attempted attempt : node.attempts()) {
      table.row(Table.cell(Style.FAINT, indent + "attempt " + attempt.attempt()), Table.cell(""), Table.cell(
          ""), Table.cell(""), took(attempt.lasted()), failed(attempt.failure(), attempt.spend()));
    }
  }
}
