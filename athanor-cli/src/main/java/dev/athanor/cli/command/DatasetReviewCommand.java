package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Keyboard;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.ProposalText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.dataset.file.Importing;
import dev.athanor.eval.dataset.file.ReviewQueue;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** {@code athanor dataset review}. */
@Command(name = "review", sortOptions = false, description = {
    "Go through the cases that wait, one by one: a accepts, r rejects, e gives another answer and accepts, s leaves the case",
    "for later, q ends. Accepted cases join the dataset; a rejected one is not proposed again."},
    footer = {"", "Example: athanor dataset review handbook",
        "         athanor dataset review handbook --accept all --split train"})
final class DatasetReviewCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final String KEYS = "accept, reject, edit the answer, skip, quit [a/r/e/s/q]? ";

  private final Invocation invocation;

  @Parameters(paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Option(names = "--accept", paramLabel = "ID", split = ",",
      description = "Accept these without asking, or all.")
  private List<String> accepted = new ArrayList<>();

  @Option(names = "--reject", paramLabel = "ID", split = ",",
      description = "Reject these without asking, or all.")
  private List<String> rejected = new ArrayList<>();

  @Option(names = "--split", paramLabel = "SPLIT",
      description = "What accepted cases are for: train, validation or test; validation without it.")
  private String split = "validation";

  @Option(names = "--list", description = "List what waits, and ask nothing.")
  private boolean list;

  private int taken;
  private int refused;

  DatasetReviewCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop()) {
      ReviewQueue queue = ReviewQueues.of(workshop.project(), name);
      List<Case> waiting = queue.waiting();
      if (list) {
        list(waiting);
        return ExitCode.OK.number();
      }
      if (accepted.isEmpty() && rejected.isEmpty()) {
        ask(queue, waiting);
      } else {
        named(waiting, accepted).forEach(each -> accept(queue, each));
        named(queue.waiting(), rejected).forEach(each -> reject(queue, each));
      }
      tell(queue);
      return ExitCode.OK.number();
    }
  }

  private void list(List<Case> waiting) {
    if (invocation.json()) {
      ArrayNode cases = Json.MAPPER.createArrayNode();
      waiting.forEach(each -> cases.add(Json.parse(Importing.line(each))));
      invocation.json(Json.object().set("waiting", cases));
    } else if (waiting.isEmpty()) {
      invocation.screen().note("Nothing waits for " + name + ".");
    } else {
      waiting.forEach(each -> invocation.screen().result(ProposalText.lines(each, invocation.screen())));
    }
  }

  private List<Case> named(List<Case> waiting, List<String> ids) {
    if (ids.equals(List.of(ALL))) {
      return waiting;
    }
    return ids.stream().map(id -> waiting.stream().filter(each -> each.id().equals(id)).findFirst()
        .orElseThrow(() -> AthanorException.user("case-unknown", "no case \"" + id + "\" waits for " + name
            + (waiting.isEmpty() ? "; nothing does" : "; the nearest are "
                + String.join(", ", Nearest.to(id, waiting.stream().map(Case::id).toList(), 5))))))
        .toList();
  }

  private void accept(ReviewQueue queue, Case given) {
    queue.accept(given.in(Split.named(split)));
    taken++;
  }

  private void reject(ReviewQueue queue, Case given) {
    queue.reject(given);
    refused++;
  }

  private void ask(ReviewQueue queue, List<Case> waiting) {
    Screen screen = invocation.screen();
    for (int i = 0; i < waiting.size(); i++) {
      screen.result("");
      screen.result((i + 1) + " of " + waiting.size());
      screen.result(ProposalText.lines(waiting.get(i), screen));
      waiting.get(i).context().forEach(each -> screen.result("    > " + Json.abbreviate(each, 400)));
      if (!decided(queue, waiting.get(i))) {
        return;
      }
    }
  }

  /** False if the person wants to end. */
  private boolean decided(ReviewQueue queue, Case given) {
    while (true) {
      Optional<String> key = typed(KEYS);
      if (key.isEmpty()) {
        return false;
      }
      switch (key.get().toLowerCase(java.util.Locale.ROOT)) {
        case "a", "accept" -> accept(queue, given);
        case "r", "reject" -> reject(queue, given);
        case "s", "skip" -> invocation.screen().note("It goes on waiting.");
        case "e", "edit" -> {
          Optional<String> answer = typed("the right answer: ").filter(text -> !text.isEmpty());
          if (answer.isEmpty()) {
            continue;
          }
          accept(queue, given.answered(Codec.TEXT.encode(answer.get())));
        }
        case "q", "quit" -> {
          return false;
        }
        default -> {
          invocation.screen().error("\"" + key.get() + "\" is none of a, r, e, s and q");
          continue;
        }
      }
      return true;
    }
  }

  private Optional<String> typed(String prompt) {
    Keyboard keyboard = invocation.surroundings().keyboard();
    if (keyboard.isTerminal()) {
      invocation.screen().piece(prompt);
    }
    Optional<String> line = keyboard.line().map(String::strip);
    if (keyboard.isTerminal()) {
      invocation.screen().typed();
    }
    return line;
  }

  private void tell(ReviewQueue queue) {
    int left = queue.waiting().size();
    if (invocation.json()) {
      invocation
          .json(Json.object().put("dataset", queue.name()).put("accepted", taken).put("rejected", refused)
              .put("waiting", left).put("file", queue.dataset().toString()));
    } else {
      invocation.screen().result(Wording.count(taken, "case") + " accepted" + (taken == 0 ? "" : " into "
          + invocation.shown(queue.dataset())) + ", " + refused + " rejected, " + left + " waiting");
    }
  }
}
