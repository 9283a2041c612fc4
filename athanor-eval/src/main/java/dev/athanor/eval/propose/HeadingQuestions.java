package dev.athanor.eval.propose;

import dev.athanor.eval.dataset.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for what stands under a heading; the answer is the beginning of that text. A heading that is a question is asked as it is. One
 * that stands in several places, or says nothing ("Introduction"), is not asked for.
 */
public final class HeadingQuestions {
  /** How its cases are tagged. */
  public static final String KIND = "heading";

  private static final int LONGEST = 300;
  private static final int FEWEST_WORDS = 8;
  private static final Set<String> EMPTY = Set.of("introduction", "overview", "summary", "notes", "note",
      "references", "see also", "contents", "table of contents", "appendix", "conclusion", "background",
      "general", "miscellaneous", "other", "example", "examples", "history", "external links",
      "further reading",
      "einleitung", "einführung", "überblick", "zusammenfassung", "inhalt", "inhaltsverzeichnis", "anhang",
      "allgemeines", "sonstiges", "fazit", "beispiel", "beispiele", "hinweise", "literatur");

  private HeadingQuestions() {}

  /** Of these sections, at most one each. */
  public static List<Case> of(List<Section> sections) {
    Map<String, Integer> places = new HashMap<>();
    sections
        .forEach(each -> question(each).ifPresent(question -> places.merge(key(question), 1, Integer::sum)));
    List<Case> cases = new ArrayList<>();
    for (Section section : sections) {
      question(section).filter(question -> places.getOrDefault(key(question), 0) == 1)
          .flatMap(question -> answered(question, section)).ifPresent(cases::add);
    }
    return cases;
  }

  private static String key(String question) {
    return question.toLowerCase(Locale.ROOT);
  }

  private static Optional<String> question(Section section) {
    if (section.headings().isEmpty()) {
      return Optional.empty();
    }
    String heading = section.headings().getLast();
    if (heading.endsWith("?")) {
      return Optional.of(heading);
    }
    String name = heading.replaceFirst("^[\\d.]+\\s+", "").replaceFirst("[.:]$", "");
    boolean first = section.headings().size() == 1;
    String above = first ? section.title() : section.headings().get(section.headings().size() - 2);
    if (name.length() < 3 || EMPTY.contains(name.toLowerCase(Locale.ROOT)) || above.isBlank()
        || above.equalsIgnoreCase(name) || (first && (isIn(above, name) || isIn(name, above)))) {
      return Optional.empty();
    }
    return Optional.of(section.isIn("de") ? "Was steht unter „" + above + "“ zu „" + name + "“?"
        : section.isIn("en") ? "What does \"" + above + "\" say about \"" + name + "\"?"
            : above + ": " + name);
  }

  /** A section that is called as the whole is the whole. */
  private static boolean isIn(String one, String other) {
    return one.toLowerCase(Locale.ROOT).contains(other.toLowerCase(Locale.ROOT));
  }

  private static Optional<Case> answered(String question, Section section) {
    List<Section.Sentence> lead = new ArrayList<>();
    int length = 0;
    for (Section.Sentence sentence : section.sentences()) {
      length += sentence.text().length() + 1;
      if (!lead.isEmpty() && length > LONGEST) {
        break;
      }
      lead.add(sentence);
    }
    String answer = String.join(" ", lead.stream().map(Section.Sentence::text).toList());
    return answer.split(" ", -1).length < FEWEST_WORDS || !lead.getFirst().isProse() ? Optional.empty()
        : Optional.of(Proposal.of(KIND, question, answer, section, lead));
  }
}
