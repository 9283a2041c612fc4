package dev.athanor.eval.dataset.file;

import dev.athanor.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whose form a record has. What a form has and a case has no place for goes to the metadata under its own name. */
public enum Dialect {
  /** Ours: {@code input}, and if known {@code id, reference, context, metadata, tags, cluster, split}. */
  ATHANOR("input", Set.of("reference", "cluster", "split", "tags")) {
    @Override
    Draft draft(Members of) {
      return asking(of.get("input")).id(of.get("id")).reference(of.get("reference"))
          .context(of.get("context")).metadata(of
              .get("metadata"))
          .tags(of.get("tags")).cluster(of.get("cluster")).split(of.get("split"));
    }
  },
  /** Inspect: {@code input, target, id, metadata, choices, files, sandbox, setup}. */
  INSPECT("input", Set.of("target")) {
    @Override
    Draft draft(Members of) {
      return asking(of.get("input")).id(of.get("id")).reference(of.get("target"))
          .metadata(of.get("metadata"));
    }
  },
  /** DeepEval: {@code input, expected_output, actual_output, context, retrieval_context, tools_called, expected_tools}. */
  DEEPEVAL("input", Set.of("expected_output", "actual_output", "retrieval_context")) {
    @Override
    Draft draft(Members of) {
      return asking(of.get("input")).id(of.get("id", "name")).reference(of.get("expected_output"))
          .context(of.get("context",
              "retrieval_context"))
          .metadata(of.get("additional_metadata")).metadata(OUTPUT, of.get("actual_output")).tags(of
              .get("tags"));
    }
  },
  /** OpenAI evals: {@code input} as messages, {@code ideal}. */
  OPENAI("input", Set.of("ideal")) {
    @Override
    Draft draft(Members of) {
      return asking(of.get("input")).id(of.get("id")).reference(of.get("ideal")).metadata(of.get("metadata"));
    }
  },
  /** Ragas: {@code user_input, reference, retrieved_contexts, reference_contexts, response}. */
  RAGAS("user_input", Set.of()) {
    @Override
    Draft draft(Members of) {
      return asking(of.get("user_input")).id(of.get("id")).reference(of.get("reference"))
          .context(of.get("reference_contexts",
              "retrieved_contexts"))
          .metadata(OUTPUT, of.get("response"));
    }
  },
  /** LangSmith: {@code inputs, outputs, metadata, split}; an object of one member stands for that member. */
  LANGSMITH("inputs", Set.of("outputs")) {
    @Override
    Draft draft(Members of) {
      return asking(of.single("inputs")).id(of.get("id")).reference(of.single("outputs"))
          .metadata(of.get("metadata"))
          .split(of.get("split"));
    }
  },
  /** MLflow: {@code inputs, expectations, outputs, tags}; the expected answer is {@code expected_response}, or {@code expected_facts}. */
  MLFLOW("inputs", Set.of("expectations")) {
    @Override
    Draft draft(Members of) {
      Members expected = new Members(of.get("expectations") instanceof ObjectNode object ? object
          : Json.object());
      return asking(of.single("inputs")).id(of.get("dataset_record_id"))
          .reference(expected.get("expected_response",
              "expected_facts"))
          .metadata("expectations", of.get("expectations")).metadata(OUTPUT, of.single("outputs"));
    }
  };

  /** The member of the metadata that has what a system has answered elsewhere. */
  public static final String OUTPUT = "output";

  private final String asked;
  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> marks;

  Dialect(String asked, Set<String> marks) {
    this.asked = asked;
    this.marks = marks;
  }

  abstract Draft draft(Members of);

  /** The case that a record stands for. */
  Draft read(ObjectNode record) {
    Members members = new Members(record).need(asked);
    return members.andTheRest(draft(members));
  }

  /** Whose form a record has: the member that is asked must be there, and one that no other form has. Ours if only the first is. */
  static Optional<Dialect> of(ObjectNode record) {
    for (Dialect dialect : List.of(RAGAS, MLFLOW, LANGSMITH, OPENAI, DEEPEVAL, INSPECT, ATHANOR)) {
      if (record.has(dialect.asked)
          && (dialect.marks.isEmpty() || dialect.marks.stream().anyMatch(record::has))) {
        return Optional.of(dialect);
      }
    }
    return record.has("input") ? Optional.of(ATHANOR)
        : record.has("inputs") ? Optional.of(LANGSMITH) : Optional.empty();
  }

  private static Draft asking(@Nullable JsonNode input) {
    return new Draft(Objects.requireNonNull(input)); // looked at by read
  }
}
