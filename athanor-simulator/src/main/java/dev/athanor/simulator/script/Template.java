package dev.athanor.simulator.script;

import dev.athanor.error.AthanorException;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Question;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code ${...}} in it: {@code user}, {@code system}, {@code tool_result}, {@code model}, {@code turn},
 * {@code draw}, or what a regular expression has caught, by number or name. Two {@code $} stand for one that is meant as it is.
 */
public final class Template {
  /** What can be said about every question. */
  static final Set<String> WORDS = Set.of("user", "system", "tool_result", "model", "turn", "draw");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}");

  private final String text;

  private Template(String text) {
    this.text = text;
  }

  /** Reads a template; {@code caught} are the names that the rule's regular expressions catch. */
  static Template of(String text, Set<String> caught) {
    VARIABLE.matcher(text).results().map(found -> Optional.ofNullable(found.group(1)))
        .flatMap(Optional::stream)
        .filter(name -> !WORDS.contains(name) && !caught.contains(name)).findFirst().ifPresent(name -> {
          throw AthanorException.user("script-variable", "${" + name + "} is unknown in \"" + text
              + "\"; there are " + String.join(", ", new java.util.TreeSet<>(WORDS))
              + (caught.isEmpty() ? "" : " and, caught by the rule, " + String.join(", ",
                  new java.util.TreeSet<>(caught)))
              + "; write $${ for a plain ${");
        });
    return new Template(text);
  }

  /** The text for a question. */
  String fill(Question question, Draw draw, Map<String, String> caught) {
    Function<String, String> value = name -> caught.getOrDefault(name, switch (name) {
      case "user" -> question.user();
      case "system" -> question.system();
      case "tool_result" -> question.toolResult();
      case "model" -> question.model();
      case "turn" -> Integer.toString(question.turn());
      case "draw" -> Integer.toString(draw.index());
      default -> "";
    });
    return VARIABLE.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(found.group(1)).map(
            value).orElse("${")));
  }
}
