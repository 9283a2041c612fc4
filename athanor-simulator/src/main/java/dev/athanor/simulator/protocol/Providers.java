package dev.athanor.simulator.protocol;

import java.util.Map;

/** Whose path it is. */
public final class Providers {
  private static final Provider OPENAI = new OpenAi();

  private Providers() {}

  /**
   * The provider that is meant.
   *
   * @param headers by their names in lower case
   */
  public static Provider of(String path, Map<String, String> headers) {
    return OPENAI;
  }
}
