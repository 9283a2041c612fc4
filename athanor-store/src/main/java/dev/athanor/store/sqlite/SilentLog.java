package dev.athanor.store.sqlite;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Keeps the migration library quiet, which finds this class by its name: what goes wrong is thrown anyway. */
public final class SilentLog implements LogCreator, Log {
  /** Makes one. */
  public SilentLog() {}

  @Override
  public Log createLogger(Class<?> user) {
    return this;
  }

  @Override
  public void debug(String message) {}

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {}

  @Override
  public void error(String message) {}

  @Override
  public void error(String message, Exception e) {}

  @Override
  public void notice(String message) {}
}
