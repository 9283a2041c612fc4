package dev.athanor.cli.workshop;

import dev.athanor.cli.project.Project;
import dev.athanor.knowledge.rerank.OnnxReranker;
import dev.athanor.knowledge.retrieve.RerankSettings;
import dev.athanor.knowledge.retrieve.Reranker;
import dev.athanor.knowledge.retrieve.Rerankers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rerankers whose files settings name, relative to the project, each loaded when it is first used. */
final class RerankerFiles implements Rerankers, AutoCloseable {
  private final Project project;
  /** By model and tokenizer. Guarded by this. */
  private final Map<List<Path>, OnnxReranker> opened = new LinkedHashMap<>();

  RerankerFiles(Project project) {
    this.project = project;
  }

  @Override
  public synchronized Reranker named(RerankSettings asked) {
    Path model = project.path(asked.model());
    Path tokenizer = project.path(asked.tokenizer());
    return opened.computeIfAbsent(List.of(model, tokenizer), _ -> new OnnxReranker(model, tokenizer));
  }

  /** The same settings with the version that the files have now. */
  RerankSettings pinned(RerankSettings asked) {
    return asked.pinned(named(asked).version());
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(OnnxReranker::close);
  }
}
