package dev.athanor.simulator.script;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text must be like. */
public sealed interface TextTest {
  /** What the test has caught, by name or number; empty if the text fails it. */
  Optional<Map<String, String>> test(String text);

  /** What is asked, as words after "wants". */
  String wanted();

  /**
   * It has this in it.
   *
   * @param text letter by letter
   */
  record Contains(String text) implements TextTest {
    @Override
    public Optional<Map<String, String>> test(String tested) {
      return tested.contains(text) ? Optional.of(Map.of()) : Optional.empty();
    }

    @Override
    public String wanted() {
      return "\"" + text + "\" in it";
    }
  }

  /**
   * It is this.
   *
   * @param text letter by letter
   */
  record Is(String text) implements TextTest {
    @Override
    public Optional<Map<String, String>> test(String tested) {
      return tested.equals(text) ? Optional.of(Map.of()) : Optional.empty();
    }

    @Override
    public String wanted() {
      return "it to be \"" + text + "\"";
    }
  }

  /**
   * Something in it matches. The groups are caught.
   *
   * @param pattern a Java regular expression
   */
  record Matches(Pattern pattern) implements TextTest {
    @Override
    public Optional<Map<String, String>> test(String tested) {
      Matcher matcher = pattern.matcher(tested);
      return matcher.find() ? Optional.of(groups(matcher)) : Optional.empty();
    }

    private Map<String, String> groups(Matcher matcher) {
      Map<String, String> groups = new TreeMap<>();
      for (int group = 0; group <= matcher.groupCount(); group++) {
        groups.put(Integer.toString(group), found(matcher.group(group)));
      }
      pattern.namedGroups().forEach((name, group) -> groups.put(name, found(matcher.group(group))));
      return groups;
    }

    private static String found(@org.jspecify.annotations.Nullable String group) {
      return group == null ? "" : group;
    }

    @Override
    public String wanted() {
      return "a match of /" + pattern + "/ in it";
    }
  }
}
