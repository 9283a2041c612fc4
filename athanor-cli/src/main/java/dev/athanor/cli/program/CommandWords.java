package dev.athanor.cli.program;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A command as it may be written down: without the keys that somebody has typed into it. */
public final class CommandWords {
  private static final Pattern NAMES_A_SECRET = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD).*");
  private static final Pattern KEY = Pattern.compile("(?i)(?:sk-|gsk_|xai-|hf_|AIza|Bearer +|x-api-key: *|"
      + "x-goog-api-key: *|api-key: *|[?&]key=|(?:api[-_]?key|token|secret|password)[=:] *)[^\\s'\"&]{4,}");
  private static final int SHORTEST = 8;

  private CommandWords() {}

  /** The words without keys. */
  public static List<String> withoutKeys(List<String> command, Map<String, String> environment) {
    return command.stream().map(word -> {
      String clean = word;
      for (Map.Entry<String, String> variable : environment.entrySet()) {
        if (NAMES_A_SECRET.matcher(variable.getKey()).matches() && variable.getValue().length() >= SHORTEST) {
          clean = clean.replace(variable.getValue(), "[key]");
        }
      }
      return KEY.matcher(clean).replaceAll("[key]");
    }).toList();
  }
}
