package dev.athanor.prompt;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prompt is called: {@code greet}, {@code mail/greet}, or {@code greet.formal} for a variant.
 *
 * @param name with the folders below the library, separated by {@code /}
 * @param variant of the prompt, if it is one
 */
public record PromptName(String name, Optional<String> variant) implements Comparable<PromptName> {
  private static final Pattern FORM = Pattern.compile("(.*?)(?:\\.(\\w+))?", Pattern.DOTALL);

  /** Reads {@code NAME} or {@code NAME.VARIANT}. */
  @JsonCreator
  public static PromptName parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? new PromptName(matcher.group(1), Optional.ofNullable(matcher.group(2)))
        : new PromptName(text, Optional.empty());
  }

  @Override
  public int compareTo(PromptName other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return variant.map(each -> name + "." + each).orElse(name);
  }
}
