package dev.athanor.eval.scorer.judge;

import dev.athanor.model.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt that is shipped: what a judge is told, with names in double braces for what it is shown.
 *
 * @param version changes with every change of the text
 * @param system the instructions
 * @param user what is shown
 */
record JudgePrompt(String version, String system, String user) {
  private static final Pattern FORM = Pattern.compile("version: (\\S+)\\R(.*?)\\R---\\R(.*)", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\{\\{(\\w+)}}");

  static JudgePrompt named(String name) {
    try (InputStream in = Objects.requireNonNull(JudgePrompt.class.getResourceAsStream(name + ".txt"),
        () -> "the prompt " + name + " is missing in the build")) {
      Matcher form = FORM.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!form.matches()) {
        throw new IllegalStateException(
            "the prompt " + name + " has no version or no --- between its two parts");
      }
      return new JudgePrompt(form.group(1), form.group(2).strip(), form.group(3).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With these values; braces inside of a value stay as they are. */
  List<Message> filled(Map<String, String> values) {
    return List.of(Message.system(system), Message.user(NAME.matcher(user)
        .replaceAll(name -> Matcher
            .quoteReplacement(Objects.requireNonNull(values.get(name.group(1)), name.group())))));
  }
}
