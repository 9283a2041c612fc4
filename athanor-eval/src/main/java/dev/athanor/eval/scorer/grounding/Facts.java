package dev.athanor.eval.scorer.grounding;

import dev.athanor.eval.scorer.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What JSON says of things that are or are not, and of which it says nothing: members with yes, no or null, by the words of their names.
 * {@code {"WiFi": "no"}} contradicts "free Wi-Fi", and {@code {"Music": null}} says nothing of music.
 *
 * @param all of them
 */
record Facts(List<Fact> all) {
  private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|[_\\s-]+");
  private static final Set<String> NO = Set.of("no", "none", "false");
  private static final Map<String,
      List<String>> ALSO = Map.of("ambience", List.of("ambiance", "atmosphere", "decor"),
          "parking", List.of("park"), "reservations", List.of("reservation", "reserv"), "takeout",
          List.of("takeaway", "takeout"),
          "goodforgroups", List.of("groups"), "goodforkids", List.of("kids", "children"));
  private static final int REACH = 40;

  /** What is said of something. */
  enum Truth {
    /** It is. */
    YES,
    /** It is not. */
    NO,
    /** Nothing. */
    UNKNOWN
  }

  /**
   * Something of which it is said whether it is.
   *
   * @param words one of which must be there, squeezed
   * @param within one of which must be there too; empty if none
   */
  record Fact(List<String> words, List<String> within, Truth truth) {}

  /** How claims fit. */
  record Fit(int contradicted, int unfounded) {}

  static Facts of(JsonNode json) {
    List<Fact> facts = new ArrayList<>();
    read(json, facts);
    return new Facts(facts);
  }

  private static void read(JsonNode json, List<Fact> facts) {
    if (json.isArray()) {
      json.forEach(each -> read(each, facts));
      return;
    }
    List<String> names = List.copyOf(json.propertyNames());
    for (var each : json.properties()) {
      List<String> words = also(squeezed(withoutSharedWord(each.getKey(), names)));
      JsonNode value = each.getValue();
      truth(value).ifPresent(truth -> facts.add(new Fact(words, List.of(), truth)));
      if (value.isObject()
          && value.properties().stream().allMatch(inside -> truth(inside.getValue()).isPresent())) {
        value.properties().forEach(inside -> facts.add(new Fact(also(squeezed(inside.getKey())), words,
            truth(inside.getValue()).orElseThrow())));
        boolean none =
            value.properties().stream().noneMatch(inside -> truth(inside.getValue()).get() == Truth.YES);
        if (none && !value.isEmpty()) {
          facts.add(new Fact(words, List.of(), Truth.NO));
        }
      } else if (value.isContainer()) {
        read(value, facts);
      }
    }
  }

  private static Optional<Truth> truth(JsonNode value) {
    if (value.isNull()) {
      return Optional.of(Truth.UNKNOWN);
    }
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue() ? Truth.YES : Truth.NO);
    }
    String text = value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "";
    return NO.contains(text) ? Optional.of(Truth.NO)
        : text.equals("free") || text.equals("paid") || text.equals("yes") ? Optional.of(Truth.YES)
            : Optional.empty();
  }

  /** A first word that another name has too names the thing, not what is said of it: RestaurantsTakeOut is about taking out. */
  private static String withoutSharedWord(String name, List<String> names) {
    String[] words = HUMP.split(name, -1);
    boolean shared = words.length > 1
        && names.stream().filter(each -> HUMP.split(each, -1)[0].equals(words[0])).count() > 1;
    boolean owner = words.length > 1 && words[0].equals("Business");
    return shared || owner ? name.substring(words[0].length()) : name;
  }

  private static List<String> also(String squeezed) {
    List<String> all = new ArrayList<>(List.of(squeezed));
    all.addAll(ALSO.getOrDefault(squeezed, List.of()));
    return all;
  }

  private static String squeezed(String text) {
    return String.join("", Words.of(text));
  }

  /** How many facts the claims contradict, and of how many they speak that nothing is known of. */
  Fit fit(List<String> claims) {
    int contradicted = 0;
    int unfounded = 0;
    for (Fact fact : all) {
      List<Boolean> said = claims.stream().flatMap(claim -> said(claim, fact).stream()).toList();
      switch (fact.truth()) {
        case YES -> contradicted += said.contains(false) && !said.contains(true) ? 1 : 0;
        case NO -> contradicted += said.contains(true) ? 1 : 0;
        case UNKNOWN -> unfounded += said.contains(true) ? 1 : 0;
      }
    }
    return new Fit(contradicted, unfounded);
  }

  /** Whether a claim says that something is or is not; empty if it does not speak of it. */
  private static Optional<Boolean> said(String claim, Fact fact) {
    String squeezed = squeezed(claim);
    Optional<String> word =
        fact.words().stream().filter(each -> each.length() > 2 && squeezed.contains(each)).findFirst();
    boolean there = fact.within().isEmpty() || fact.within().stream().anyMatch(squeezed::contains);
    return word.filter(_ -> there).map(each -> !deniedBefore(claim, squeezed.indexOf(each)));
  }

  private static boolean deniedBefore(String claim, int place) {
    StringBuilder before = new StringBuilder();
    List<String> words = Words.of(claim.replace("’", "'"));
    for (String word : words) {
      if (before.length() <= place && before.length() >= place - REACH && Wording.isNegation(word)) {
        return true;
      }
      before.append(word);
    }
    String lower = claim.toLowerCase(Locale.ROOT);
    return lower.contains("not available") || lower.contains("not specified")
        || lower.contains("not mentioned")
        || lower.contains("no information");
  }

  /** JSON as text: the words of names and the values, a line each. */
  static String text(JsonNode json) {
    StringBuilder text = new StringBuilder();
    append("", json, text);
    return text.toString();
  }

  private static void append(String name, JsonNode value, StringBuilder text) {
    if (value.isContainer()) {
      value.properties().forEach(each -> append(words(name, each.getKey()), each.getValue(), text));
      if (value.isArray()) {
        value.forEach(each -> append(name, each, text));
      }
      return;
    }
    text.append(name).append(": ").append(value.isString() ? value.stringValue() : value.toString())
        .append('\n');
  }

  private static String words(String outer, String name) {
    return (outer + " " + HUMP.splitAsStream(name).collect(Collectors.joining(" ")))
        .strip();
  }
}
