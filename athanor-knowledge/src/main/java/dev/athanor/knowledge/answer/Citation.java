package dev.athanor.knowledge.answer;

/**
 * Where a statement stands.
 *
 * @param document the document's id
 * @param version the version of its extracted text that the span is meant for
 * @param section the way to it for a reader, such as {@code Handbook > Leave}
 * @param start where the quote starts in that text, in code points
 * @param end where it ends, exclusive
 * @param quote exactly that text from start to end
 */
public record Citation(String document, String version, String section, int start, int end, String quote) {
  static Citation of(Finding finding) {
    return new Citation(finding.place().document(), finding.place().version(), finding.place().section(),
        finding.sentence().start(), finding.sentence().end(), finding.sentence().text());
  }
}
