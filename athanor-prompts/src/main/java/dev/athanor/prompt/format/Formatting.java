package dev.athanor.prompt.format;

import dev.athanor.prompt.Prompt;

/**
 * A prompt in one layout.
 *
 * @param name of the layout, such as {@code upper-colon3-bars}; {@code original} as it is written in its file
 * @param shown how its fields are written, on one line
 * @param prompt with its fields written so, under its own name
 */
public record Formatting(String name, String shown, Prompt prompt) {
  /** The name of the layout that a prompt has in its file. */
  public static final String ORIGINAL = "original";
}
