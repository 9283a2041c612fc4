package dev.athanor.cli.application;

import dev.athanor.eval.file.ApplicationSettings;
import dev.athanor.model.Prices;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The applications that were started in this process: each once, and all are closed together. Safe for use by many threads. */
public final class Applications implements AutoCloseable {
  private final Path folder;
  private final Supplier<Prices> prices;
  /** Guarded by this. */
  private final Map<ApplicationSettings, StartedApplication> started = new LinkedHashMap<>();

  /**
   * Of a project.
   *
   * @param folder from which class paths are written
   * @param prices what models cost
   */
  public Applications(Path folder, Supplier<Prices> prices) {
    this.folder = folder;
    this.prices = prices;
  }

  /** The application, which is started if it was not yet. */
  synchronized StartedApplication started(ApplicationSettings settings) {
    StartedApplication known = started.get(settings);
    if (known == null) {
      known = StartedApplication.of(settings, ClassPath.of(settings.classpath(), folder), prices.get());
      started.put(settings, known);
    }
    return known;
  }

  @Override
  public synchronized void close() {
    started.values().forEach(StartedApplication::close);
    started.clear();
  }
}
