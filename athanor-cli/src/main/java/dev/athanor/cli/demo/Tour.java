package dev.athanor.cli.demo;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.DiffText;
import dev.athanor.cli.view.ReplayText;
import dev.athanor.cli.view.RunText;
import dev.athanor.cli.view.SyncText;
import dev.athanor.cli.workshop.Syncing;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.sync.SyncOptions;
import dev.athanor.knowledge.sync.SyncReport;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Replay;
import dev.athanor.trail.RunDiff;
import java.util.ArrayList;
import java.util.List;

/** The tour: read documents, ask, look at a run, replay it, fork it. */
public final class Tour {
  /** Questions by people, from the data set; the last one is not answered by the articles. */
  static final List<String> QUESTIONS = List.of("How many points did the Panthers defense surrender?",
      "What was the first recorded settlement in what became Newcastle?",
      "In what year did Dewar experiment on liquid oxygen?",
      "Who won the football World Cup in 2022?");

  private static final String CHANGED = "retrieval.denseWeight";

  private final Workshop workshop;
  private final Screen screen;
  private final boolean silent;
  private final List<Asked> asked = new ArrayList<>();
  private int chapter;

  /**
   * A tour through the sample project.
   *
   * @param silent leaves out the telling: the result is all that is wanted
   */
  public Tour(Workshop workshop, Screen screen, boolean silent) {
    this.workshop = workshop;
    this.screen = screen;
    this.silent = silent;
  }

  /** A question and how its run came out. */
  public record Asked(String question, RunId run, Outcome<Answer> outcome) {}

  /** All that was done on the tour. */
  public record Result(Project project, SyncReport sync, List<Asked> asked, RunId replayed, Replay<?> replay,
      RunId fork, RunDiff diff) {}

  /** Goes through all of it. */
  public Result go() {
    SyncReport report = read();
    QUESTIONS.forEach(this::ask);
    RunId first = asked.getFirst().run();
    show(first);
    Replay<?> replay = replay(first);
    RunId fork = fork(first);
    RunDiff diff = RunDiff.of(workshop.recording(first), workshop.recording(fork));
    tell(DiffText.lines(diff, screen));
    return new Result(workshop.project(), report, List.copyOf(asked), first, replay, fork, diff);
  }

  private SyncReport read() {
    title("Read the documents", "48 Wikipedia articles, cut into passages, each embedded in this process");
    SyncReport report;
    try (Progress progress = screen.progress("reading")) {
      report = new Syncing(workshop.project(), workshop.embedders(), workshop.environment())
          .run(SyncOptions.STANDARD, progress);
    }
    tell(SyncText.lines(report, screen));
    return report;
  }

  private void ask(String question) {
    if (asked.isEmpty()) {
      title("Ask", "answers with citations; and none where the documents have none");
    }
    RunId id = RunId.fresh();
    Outcome<Answer> outcome = workshop.ask(id, question).outcome();
    asked.add(new Asked(question, id, outcome));
    tell(List.of(screen.paint(Style.STRONG, "? " + question)));
    if (outcome instanceof Outcome.Done<Answer>(var answer)) {
      tell(AnswerText.lines(id, answer, screen));
    } else {
      tell(AnswerText.obstacle(id.value(), outcome));
    }
    tell(List.of(""));
  }

  private void show(RunId run) {
    title("Look at a run", "everything that the first question asked of the outside is on record");
    tell(RunText.tree(workshop.recording(run), screen));
  }

  private Replay<?> replay(RunId run) {
    title("Replay it", "the same code over the record: every step is compared, and nothing is done again");
    Replay<?> replay = workshop.runs().replay(run);
    tell(ReplayText.lines(run, replay, screen));
    return replay;
  }

  private RunId fork(RunId run) {
    title("Fork it", "what if the search had gone by words only? " + CHANGED + " = 0, from the search on");
    RunId fork = RunId.fresh();
    Outcome<?> outcome = workshop.runs().fork(run, Fork.at(new Path("retrieve")).set(CHANGED, Json.parse(
        "0")), fork).outcome();
    if (outcome instanceof Outcome.Done<?>(Answer answer)) {
      tell(AnswerText.lines(fork, answer, screen));
      tell(List.of(""));
    }
    return fork;
  }

  private void title(String title, String explanation) {
    chapter++;
    tell(List.of("", screen.paint(Style.STRONG, chapter + "  " + title) + screen.paint(Style.FAINT, "  "
        + explanation), ""));
  }

  private void tell(List<String> lines) {
    if (!silent) {
      screen.result(lines);
    }
  }
}
