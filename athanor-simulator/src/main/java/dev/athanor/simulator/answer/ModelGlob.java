package dev.athanor.simulator.answer;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of models.
 *
 * @param text a name, in which {@code *} stands for anything
 */
public record ModelGlob(String text) {
  /** Whether a name is one of them. */
  public boolean fits(String name) {
    return Pattern
        .compile(Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
            Pattern.DOTALL)
        .matcher(name).matches();
  }
}
