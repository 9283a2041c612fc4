package dev.athanor.eval.propose;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.journal.Failure;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.ToolChoice;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a model for a question that a section answers, with the answer and the words that say so. What it says is believed as far as it
 * can be checked: the quote must stand in the section, and the question must not point at a text that whoever is asked does not see.
 */
public final class GeneratedQuestions {
  /** How its cases are tagged. */
  public static final String KIND = "generated";
  /** By which its runs are found. */
  public static final String NAME = "generated-questions";

  private static final String INSTRUCTION =
      """
          You write test questions for a system that answers from documents. You are shown a passage. Write one question that a
          user of the documents might really ask, and that this passage answers completely. The question must be understood by
          somebody who does not see the passage: name what it is about, and never mention "the passage", "the text" or "the
          document". Give the answer in as few words as are enough, and copy from the passage, word for word, the one sentence
          that says so. If the passage answers no such question, give an empty question.
          """;
  private static final JsonNode SCHEMA = Json.parse(
      """
          {"type": "object", "additionalProperties": false, "required": ["question", "answer", "quote"], "properties": {
            "question": {"type": "string"}, "answer": {"type": "string"}, "quote": {"type": "string"}}}
          """);
  private static final ModelSettings SETTINGS =
      new ModelSettings(Optional.of(0.0), Optional.empty(), Optional.empty(),
          Optional.of(800), Optional.empty(), List.of(), Optional.empty(), Map.of());
  private static final List<String> POINTING = List.of("the passage", "this passage", "the text", "this text",
      "this document", "the document above", "the excerpt");

  private final ModelOperation operation;

  private GeneratedQuestions(ModelOperation operation) {
    this.operation = operation;
  }

  /**
   * What is asked for.
   *
   * @param model who is asked
   * @param sections what questions are wanted of, each once
   */
  public record Request(ModelName model, List<Section> sections) {
    /** Copies. */
    public Request {
      sections = List.copyOf(sections);
    }
  }

  /**
   * What came of it.
   *
   * @param cases those that hold
   * @param dropped why others do not, one reason a section
   */
  public record Generated(List<Case> cases, List<String> dropped) {
    /** Copies. */
    public Generated {
      cases = List.copyOf(cases);
      dropped = List.copyOf(dropped);
    }
  }

  /** What a section gave: a case, or why not. */
  private record Said(Optional<Case> proposal, String reason) {
    static Said none(Section section, String reason) {
      return new Said(Optional.empty(),
          section.document() + ", " + String.join(" > ", section.headings()) + ": " + reason);
    }
  }

  /** The program that asks by this operation. */
  public static Program<Request, Generated> of(ModelOperation operation) {
    return new Program<>(NAME, Codec.of(Request.class), Codec.of(Generated.class),
        new GeneratedQuestions(operation)::generate);
  }

  private Generated generate(Run run, Request request) {
    List<Integer> places = IntStream.range(0, request.sections().size()).boxed().toList();
    List<Said> said = run.each("section", places, String::valueOf,
        (inner, place) -> ask(inner, request.model(), request.sections().get(place)));
    return new Generated(said.stream().flatMap(each -> each.proposal().stream()).toList(),
        said.stream().filter(each -> each.proposal().isEmpty()).map(Said::reason).toList());
  }

  private Said ask(Run run, ModelName model, Section section) {
    String passage =
        "# " + section.title() + "\n" + String.join(" > ", section.headings()) + "\n\n" + section.text();
    ModelRequest request =
        new ModelRequest(model, List.of(Message.system(INSTRUCTION), Message.user(passage)),
            List.of(), ToolChoice.AUTO, new OutputFormat.Schema("question", SCHEMA), SETTINGS);
    try {
      return read(section, run.step("question", operation, request).text());
    } catch (StepFailed failed) {
      if (failed.retryable() || failed.code().equals(Failure.CANCELLED)) {
        throw failed;
      }
      return Said.none(section, String.valueOf(failed.getMessage()));
    }
  }

  private static Said read(Section section, String text) {
    JsonNode json;
    try {
      json = Json.parse(text);
    } catch (AthanorException _) {
      return Said.none(section, "the model did not answer in JSON: " + Json.abbreviate(text, 80));
    }
    String question = json.path("question").asString("").strip();
    String answer = json.path("answer").asString("").strip();
    if (!(json instanceof ObjectNode) || question.isEmpty() || answer.isEmpty()) {
      return Said.none(section, "the model found no question that it answers");
    }
    String lower = question.toLowerCase(Locale.ROOT);
    if (POINTING.stream().anyMatch(lower::contains)) {
      return Said.none(section,
          "the question points at a text that nobody sees: " + Json.abbreviate(question, 80));
    }
    List<Section.Sentence> grounds = grounds(section, json.path("quote").asString("").strip());
    return grounds.isEmpty()
        ? Said.none(section,
            "the quote does not stand there: " + Json.abbreviate(json.path("quote").asString(""), 80))
        : new Said(Optional.of(Proposal.of(KIND, question, answer, section, grounds)), "");
  }

  /** The sentences that a quote is part of, or that are part of it. */
  private static List<Section.Sentence> grounds(Section section, String quote) {
    String text = section.text();
    String wanted = quote.replaceAll("\\s+", " ");
    int from = wanted.isEmpty() ? -1 : text.indexOf(wanted);
    List<Section.Sentence> grounds = new ArrayList<>();
    int at = 0;
    for (Section.Sentence sentence : section.sentences()) {
      int end = at + sentence.text().length();
      if (from >= 0 && at < from + wanted.length() && end > from) {
        grounds.add(sentence);
      }
      at = end + 1;
    }
    return grounds;
  }
}
