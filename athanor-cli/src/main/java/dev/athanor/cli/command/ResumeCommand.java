package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.AnswerJson;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.RunJson;
import dev.athanor.cli.workshop.Unfinished;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.run.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** {@code athanor resume}. */
@Command(name = "resume", sortOptions = false, description = {
    "Go on with a run that was interrupted, or whose time or answer has come; without RUN with all of them.",
    "What a run has done is not done again: its steps are answered from the record."})
final class ResumeCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = RunNames.HELP)
  private @Nullable String run;

  ResumeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop();
        Interruption _ = Interruption.says(invocation, "go on with: athanor resume")) {
      String typed = run;
      Map<RunId, Outcome<?>> outcomes = typed == null ? all(workshop) : one(typed, workshop);
      if (invocation.json()) {
        invocation.json(Json.object().set("runs", json(outcomes)));
      } else if (outcomes.isEmpty()) {
        invocation.screen().note("There is nothing to go on with.");
      }
      outcomes.forEach(this::tell);
      return outcomes.values().stream().map(ExitCode::of).filter(code -> code != ExitCode.OK).findFirst()
          .orElse(ExitCode.OK).number();
    }
  }

  private Map<RunId, Outcome<?>> one(String typed, Workshop workshop) {
    RunRecord record = new RunNames(workshop.journal()).find(typed);
    if (record.state() == RunState.RUNNING && !workshop.journal().due(Integer.MAX_VALUE).contains(record
        .id())) {
      invocation.screen().note("Another process drives run " + record.id()
          + ", or did until a moment ago; waiting for it ...");
    }
    return Map.of(record.id(), workshop.drive(record.id()));
  }

  private Map<RunId, Outcome<?>> all(Workshop workshop) {
    Map<RunId, Outcome<?>> outcomes = new LinkedHashMap<>();
    List<RunId> left = new Unfinished(workshop.journal()).each(id -> {
      try {
        outcomes.put(id, workshop.drive(id));
      } catch (AthanorException e) {
        if (!e.code().equals("program-unknown")) {
          throw e;
        }
        invocation.screen().warn("run " + id + " is left as it is: " + e.getMessage());
      }
    });
    left.forEach(id -> invocation.screen().warn("run " + id + " is being driven by another process"));
    return outcomes;
  }

  private static ArrayNode json(Map<RunId, Outcome<?>> outcomes) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    outcomes.forEach((id, outcome) -> {
      var each = array.addObject().put("run", id.value()).put("outcome", AnswerJson.word(outcome));
      switch (outcome) {
        case Outcome.Failed<?>(var failure) -> each.set("failure", RunJson.failure(failure));
        case Outcome.Exhausted<?>(var failure) -> each.set("failure", RunJson.failure(failure));
        case Outcome.Done<?> _,Outcome.Waiting<?> _,Outcome.InDoubt<?> _,Outcome.Diverged<?> _ ->
            each.putNull(
                "failure");
      }
    });
    return array;
  }

  private void tell(RunId id, Outcome<?> outcome) {
    Screen screen = invocation.screen();
    if (!invocation.json()) {
      Style style = ExitCode.of(outcome) == ExitCode.OK ? Style.GOOD : Style.CAUTION;
      screen.result("run " + screen.paint(Style.HANDLE, id.value()) + "  " + screen.paint(style, AnswerJson
          .word(outcome)));
      if (outcome instanceof Outcome.Done<?>(Answer answer)) {
        screen.result(AnswerText.lines(id, answer, screen));
      }
    }
    AnswerText.obstacle(id.value(), outcome).forEach(screen::error);
  }
}
