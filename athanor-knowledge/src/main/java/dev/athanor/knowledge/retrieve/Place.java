package dev.athanor.knowledge.retrieve;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a passage stands.
 *
 * @param document the document's id
 * @param version the version of its extracted text that spans refer to
 * @param title what a reader would call it
 * @param headings the headings over the passage, outermost first
 */
public record Place(String document, String version, String title, List<String> headings) {
  /** Copies the headings. */
  public Place {
    headings = List.copyOf(headings);
  }

  /** The way to the passage for a reader, such as {@code Handbook > Leave > Sick leave}. */
  public String section() {
    List<String> way = new ArrayList<>();
    if (headings.isEmpty() || !headings.getFirst().equals(title)) {
      way.add(title);
    }
    way.addAll(headings);
    return String.join(" > ", way);
  }
}
