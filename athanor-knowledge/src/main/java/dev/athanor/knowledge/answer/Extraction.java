package dev.athanor.knowledge.answer;

import dev.athanor.json.Codec;
import java.util.List;

/**
 * What the texts say to a question.
 *
 * @param kind what the question asks for
 * @param findings the best first
 */
public record Extraction(QuestionKind kind, List<Finding> findings) {
  /** As JSON. */
  public static final Codec<Extraction> CODEC = Codec.of(Extraction.class);

  /** Copies the findings. */
  public Extraction {
    findings = List.copyOf(findings);
  }
}
