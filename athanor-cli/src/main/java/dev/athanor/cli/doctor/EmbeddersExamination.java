package dev.athanor.cli.doctor;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.workshop.ProjectEmbedders;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.models.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lets each embedder of a project's indexes embed one short question, the shipped one left out: whether it can be reached, or loaded.
 *
 * @param environment where keys are looked for
 */
record EmbeddersExamination(Project project, Map<String, String> environment) {
  private static final String SUBJECT = "embedder";

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try (Providers providers = Providers.of(project.settings().models().providers(), environment::get);
        ProjectEmbedders embedders = new ProjectEmbedders(project, providers::embedding)) {
      embedders.others().forEach((embedder, indexes) -> findings.add(finding(embedder, indexes)));
    }
    return findings;
  }

  private static Finding finding(Embedder embedder, List<String> indexes) {
    String of = "of index " + String.join(", ", indexes) + ": ";
    long began = System.nanoTime();
    try {
      int length = embedder.embedQuery("Is the embedder well?").length;
      return Finding.ok(SUBJECT, of + embedder.version() + ", " + length + " dimensions, answered in "
          + (System.nanoTime() - began) / 1_000_000 + " ms");
    } catch (AthanorException e) {
      return Finding.problem(SUBJECT, of + e.getMessage());
    }
  }
}
