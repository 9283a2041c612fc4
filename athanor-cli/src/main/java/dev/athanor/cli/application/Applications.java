package dev.athanor.cli.application;

import dev.athanor.eval.file.ApplicationSettings;
import dev.athanor.model.Prices;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The applications that were started in this process: each once, and all are closed together. Safe for use by many threads. */
public final class Applications implements AutoCloseable {
  private final Path folder;
  private final Supplier<Prices> prices;
  private final Consumer<String> warnings;
  /** Guarded by this. */
  private final Map<ApplicationSettings, StartedApplication> started = new LinkedHashMap<>();

  /**
   * Of a project.
   *
   * @param folder from which class paths are written
   * @param prices what models cost
   * @param warnings is told what a person should know
   */
  public Applications(Path folder, Supplier<Prices> prices, Consumer<String> warnings) {
    this.folder = folder;
    this.prices = prices;
    this.warnings = warnings;
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

  /** What an application that can't be closed had to say is worth a warning: its answers are on record. */
  @Override
  public synchronized void close() {
    for (StartedApplication each : started.values()) {
      try {
        each.close();
      } catch (RuntimeException e) {
        warnings.accept("the application " + each.name() + " could not be closed: " + e.getMessage());
      }
    }
    started.clear();
  }
}
