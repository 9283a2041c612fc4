package dev.athanor.cli.workshop;

import dev.athanor.eval.experiment.Rivalry;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.model.Prices;
import dev.athanor.promptfoo.assertion.Asserted;
import dev.athanor.promptfoo.assertion.Grader;
import dev.athanor.promptfoo.assertion.Instruments;
import dev.athanor.promptfoo.assertion.Rivals;
import dev.athanor.promptfoo.assertion.SuiteScorers;
import dev.athanor.promptfoo.provider.Connections;
import dev.athanor.promptfoo.provider.EmbedderTarget;
import dev.athanor.promptfoo.provider.LocalEmbedder;
import dev.athanor.promptfoo.provider.PromptSubject;
import dev.athanor.promptfoo.provider.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What suites of promptfoo ask and are scored by. */
final class Suites implements AutoCloseable {
  private final Connections connections;
  private final PromptSubject subject;
  private final Kind scorer;
  private final Rivalry rivals;

  Suites(Map<String, String> environment, Supplier<Prices> prices, Supplier<Embedder> shipped) {
    this.connections = new Connections(environment::get, prices);
    this.subject = new PromptSubject(connections, name -> Optional.ofNullable(environment.get(name)));
    Instruments instruments = Instruments.of(connections, new Shipped(shipped));
    this.scorer = new SuiteScorers(new Grader(instruments)).kind();
    this.rivals = new Rivals(instruments.asker());
  }

  /** The embedder that comes with the program, taken when it is first needed. */
  private record Shipped(Supplier<Embedder> embedder) implements LocalEmbedder {
    @Override
    public String version() {
      return embedder.get().version();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return embedder.get().embed(texts);
    }
  }

  List<Subject<?, ?>> subjects() {
    return subject.subjects();
  }

  Kind scorer() {
    return scorer;
  }

  Rivalry rivals() {
    return rivals;
  }

  /** Checks that such a target can be asked: its provider and the key. */
  void check(Target target) {
    if (target instanceof Target.OfModel model) {
      connections.named(connections.name(model));
    }
  }

  /** The same of who an assertion asks. */
  void check(Asserted.One assertion) {
    assertion.judge().ifPresent(json -> {
      if (assertion.compares()) {
        connections.embedding(connections.name(EmbedderTarget.CODEC.decode(json)));
      } else {
        check(Target.CODEC.decode(json));
      }
    });
  }

  @Override
  public void close() {
    connections.close();
  }
}
