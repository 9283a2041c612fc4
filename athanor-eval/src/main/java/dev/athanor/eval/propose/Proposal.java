package dev.athanor.eval.propose;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a question about a section becomes a case: it knows its document and where the answer stands, so that retrieval can be scored too. */
final class Proposal {
  static final String KIND = "kind";
  static final String RELEVANT = "relevant";
  static final String SPANS = "spans";
  private static final int DIGITS = 10;

  private Proposal() {}

  /**
   * A case.
   *
   * @param kind of question, by which it is tagged
   * @param grounds the sentences that answer
   */
  static Case of(String kind, String question, String answer, Section section,
      List<Section.Sentence> grounds) {
    ObjectNode metadata = Json.object().put(KIND, kind);
    if (!section.headings().isEmpty()) {
      metadata.put("heading", String.join(" > ", section.headings()));
    }
    metadata.putArray(RELEVANT).add(section.document());
    ArrayNode spans = metadata.putArray(SPANS);
    grounds.forEach(each -> spans.addObject().put("document", section.document()).put("start", each.start())
        .put("end", each.end()));
    return new Case(kind + "-" + Hash.of(question + "\n" + answer).hex().substring(0, DIGITS),
        Codec.TEXT.encode(question), Optional.of(Codec.TEXT.encode(answer)),
        grounds.stream().map(Section.Sentence::text).toList(), metadata, new TreeSet<>(List.of(kind)),
        Optional.of(section.document()), Split.VALIDATION);
  }
}
