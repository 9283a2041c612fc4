package dev.athanor.knowledge.index.lucene;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.lucene.search.TaskExecutor;

/** What a question has others do at the same time; whoever asks does his share. */
final class Threads {
  /** Virtual: no more of them run at once than there are cores, however many ask. */
  static final Executor EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
  static final TaskExecutor TASKS = new TaskExecutor(EXECUTOR);

  private Threads() {}
}
