package dev.athanor.langchain4j;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** An executor service that takes the run along. Its life is that of the wrapped one. */
final class JournaledExecutorService extends AbstractExecutorService {
  private final ExecutorService service;
  private final Executor executor;

  JournaledExecutorService(String name, ExecutorService service) {
    this.service = service;
    this.executor = new JournaledExecutor(name, service);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public void shutdown() {
    service.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return service.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return service.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return service.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return service.awaitTermination(timeout, unit);
  }
}
