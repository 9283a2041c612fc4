package dev.athanor.langchain4j;

import dev.athanor.run.Strand;
import java.util.concurrent.Executor;

/**
 * An executor that takes the run along: a task that the program gives to it is a strand of the run, numbered in the order in
 * which tasks are given.
 *
 * @param name of the strands
 * @param executor whose threads carry the tasks out
 */
record JournaledExecutor(String name, Executor executor) implements Executor {
  @Override
  public void execute(Runnable task) {
    if (!Binding.HERE.isBound()) {
      executor.execute(task);
      return;
    }
    switch (Binding.HERE.get()) {
      case Binding.Below below -> executor.execute(() -> ScopedValue.where(Binding.HERE, below).run(task));
      case Binding.Inside inside -> execute(task, inside);
    }
  }

  private void execute(Runnable task, Binding.Inside inside) {
    Strand strand = inside.run().strand(name);
    try {
      executor.execute(() -> strand
          .carryOut(own -> ScopedValue.where(Binding.HERE, inside.on(own)).run(task)));
    } catch (RuntimeException e) {
      strand.abandon();
      throw e;
    }
  }
}
