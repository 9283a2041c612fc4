package dev.athanor.simulator.script;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The templates of a rule, checked before anybody asks. */
final class Templates {
  private Templates() {}

  /** Refuses a rule whose templates name what is not there. */
  static void check(Rule rule) {
    if (rule.then() instanceof Then.Says says) {
      Set<String> caught = caught(rule.when());
      says.parts().stream().flatMap(Templates::of).forEach(text -> Template.of(text, caught));
    }
  }

  private static Stream<String> of(Said said) {
    return switch (said) {
      case Said.Words(var template) -> Stream.of(template);
      case Said.Thought(var template) -> Stream.of(template);
      case Said.Json(var value) -> strings(value);
      case Said.Call(_, Said.Arguments.Given(var value)) -> strings(value);
      case Said.Call(_, Said.Arguments.Written(var template)) -> Stream.of(template);
      case Said.Call(_, Said.Arguments.BySchema _) -> Stream.of();
      case Said.BySchema _ -> Stream.of();
    };
  }

  private static Stream<String> strings(JsonNode value) {
    return value.isString() ? Stream.of(value.stringValue())
        : value.valueStream().flatMap(Templates::strings);
  }

  private static Set<String> caught(Match when) {
    Set<String> names = new HashSet<>();
    Stream.of(when.user(), when.system(), when.toolResult()).flatMap(Optional::stream).forEach(
        test -> names.addAll(caught(test)));
    return names;
  }

  private static List<String> caught(TextTest test) {
    return switch (test) {
      case TextTest.Matches(var pattern) ->
          Stream.concat(pattern.namedGroups().keySet().stream(), Stream.iterate(0,
              group -> group + 1).limit(1 + pattern.matcher("").groupCount()).map(String::valueOf)).toList();
      case TextTest.Contains _,TextTest.Is _ -> List.of();
    };
  }
}
