package dev.athanor.knowledge.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What kind of thing a question asks for, told by its question words. */
public enum QuestionKind {
  /** Somebody, or a group. */
  @JsonProperty("person")
  PERSON("who|whom|whose"),
  /** A point or stretch in time. */
  @JsonProperty("time")
  TIME("when|(what|which) (year|date|day|month|decade|century|time|season|era|period)s?|how long ago"),
  /** An amount. */
  @JsonProperty("number")
  NUMBER("how (many|much|old|long|far|tall|large|big|high|deep|wide|often|fast|hot|cold|heavy|frequently)"
      + "|(what|which) (percent|percentage|number|amount|age|population|fraction|proportion|temperature|share|portion)"),
  /** Somewhere. */
  @JsonProperty("place")
  PLACE(
      "where|(what|which) (country|city|state|town|continent|region|county|province|place|location|river|street|island"
          + "|area|nation|neighbou?rhood)s?"),
  /** A cause, a way or an explanation. */
  @JsonProperty("reason")
  REASON(
      "why|how come|how (do|does|did|is|are|was|were|can|could|has|have|will|would)|for what reason|what causes?d?"),
  /** Any other thing. */
  @JsonProperty("thing")
  THING("what|which|name");

  private final Pattern words;

  QuestionKind(String words) {
    this.words = Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  /** The kind whose question word comes first; a thing if there is none. */
  static QuestionKind of(String question) {
    QuestionKind first = THING;
    int at = Integer.MAX_VALUE;
    for (QuestionKind kind : List.of(values())) {
      var found = kind.words.matcher(question);
      // Strictly before: of "what year" and "what", both at the same place, the more telling one is listed first.
      if (found.find() && found.start() < at) {
        first = kind;
        at = found.start();
      }
    }
    return first;
  }

  /** The name in lower case. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
