package dev.athanor.promptfoo.provider;

import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.run.Run;

/**
 * Asks a model that judges what a suite itself wants it to be asked.
 *
 * @param connections to models
 * @param operation asks them
 */
public record Asker(Connections connections, ModelOperation operation) {
  /** What it says. */
  public String ask(Run run, Target.OfModel judge, String prompt) {
    return run.step("judge", operation,
        ModelRequest.of(connections.name(judge), Rendering.messages(prompt), judge.settings())).text();
  }
}
