package dev.athanor.cli.workshop;

import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.Prices;
import dev.athanor.promptfoo.assertion.Grader;
import dev.athanor.promptfoo.assertion.JudgedChecks;
import dev.athanor.promptfoo.assertion.SuiteScorers;
import dev.athanor.promptfoo.provider.Connections;
import dev.athanor.promptfoo.provider.PromptSubject;
import dev.athanor.promptfoo.provider.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What suites of promptfoo ask and are scored by. */
final class Suites implements AutoCloseable {
  private final Connections connections;
  private final PromptSubject subject;
  private final Kind scorer;

  Suites(Map<String, String> environment, Supplier<Prices> prices) {
    this.connections = new Connections(environment::get, prices);
    this.subject = new PromptSubject(connections, name -> Optional.ofNullable(environment.get(name)));
    Scorers judges = Scorers.with(new ModelOperation(connections, connections));
    this.scorer =
        new SuiteScorers(new Grader(new JudgedChecks(judges::make, json -> connections.name(model(json)))))
            .kind();
  }

  private static Target.OfModel model(JsonNode json) {
    return (Target.OfModel) Target.CODEC.decode(json);
  }

  List<Subject<?, ?>> subjects() {
    return subject.subjects();
  }

  Kind scorer() {
    return scorer;
  }

  /** Checks that such a target can be asked: its provider and the key. */
  void check(Target target) {
    if (target instanceof Target.OfModel model) {
      connections.named(connections.name(model));
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
