package dev.athanor.promptfoo.assertion;

import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.run.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The types of assertions: those that run here, and why others do not. */
public final class AssertionTypes {
  private static final String SCRIPT = "it runs code in another language";
  private static final String TRACE = "it reads traces of promptfoo's own collector";
  private static final String SERVICE = "it asks a service elsewhere";

  private static final Map<String, BiFunction<One, Instruments, Check>> RUN = run();
  private static final Map<String, String> NOT = Map.ofEntries(Map.entry("javascript", SCRIPT),
      Map.entry("python", SCRIPT), Map.entry("ruby", SCRIPT), Map.entry("webhook", SERVICE),
      Map.entry("classifier", SERVICE), Map.entry("moderation", SERVICE), Map.entry("guardrails", SERVICE),
      Map.entry("pi", SERVICE), Map.entry("search-rubric", SERVICE),
      Map.entry("agent-rubric", "its judge is an agent with tools"),
      Map.entry("meteor", "it needs WordNet's synonyms"),
      Map.entry("is-sql", "it needs promptfoo's parser of SQL"),
      Map.entry("contains-sql", "it needs promptfoo's parser of SQL"),
      Map.entry("skill-used", TRACE),
      Map.entry("conversation-relevance", "it looks at conversations over several tests"),
      Map.entry("trace-span-count", TRACE), Map.entry("trace-span-duration", TRACE),
      Map.entry("trace-error-spans", TRACE));

  private static final java.util.Set<String> JUDGED = java.util.Set.of("llm-rubric", "model-graded-closedqa",
      "g-eval", "factuality", "model-graded-factuality", "answer-relevance", "context-faithfulness",
      "context-relevance", "context-recall");

  private AssertionTypes() {}

  private static Map<String, BiFunction<One, Instruments, Check>> run() {
    Map<String, BiFunction<One, Instruments, Check>> types = new LinkedHashMap<>();
    types.put("equals", (one, _) -> TextChecks.equal(one));
    types.put("contains", (one, _) -> TextChecks.contains(one, false));
    types.put("icontains", (one, _) -> TextChecks.contains(one, true));
    types.put("contains-any", (one, _) -> TextChecks.containsAny(one, false));
    types.put("icontains-any", (one, _) -> TextChecks.containsAny(one, true));
    types.put("contains-all", (one, _) -> TextChecks.containsAll(one, false));
    types.put("icontains-all", (one, _) -> TextChecks.containsAll(one, true));
    types.put("starts-with", (one, _) -> TextChecks.startsWith(one));
    types.put("regex", (one, _) -> TextChecks.regex(one));
    types.put("word-count", (one, _) -> TextChecks.wordCount(one));
    types.put("is-refusal", (one, _) -> TextChecks.refusal(one));
    types.put("is-json", (one, _) -> JsonChecks.isJson(one));
    types.put("contains-json", (one, _) -> JsonChecks.containsJson(one));
    types.put("levenshtein", (one, _) -> LikenessChecks.levenshtein(one));
    types.put("rouge-n", (one, _) -> LikenessChecks.rouge(one));
    types.put("bleu", (one, _) -> LikenessChecks.bleu(one));
    types.put("gleu", (one, _) -> LikenessChecks.gleu(one));
    types.put("cost", (one, _) -> EffortChecks.cost(one));
    types.put("latency", (one, _) -> EffortChecks.latency(one));
    types.put("finish-reason", (one, _) -> GenerationChecks.finishReason(one));
    types.put("perplexity", (one, _) -> GenerationChecks.perplexity(one));
    types.put("perplexity-score", (one, _) -> GenerationChecks.perplexityScore(one));
    types.put("is-valid-openai-tools-call", (one, _) -> ToolChecks.validTools(one));
    types.put("is-valid-openai-function-call", (one, _) -> ToolChecks.validFunction(one));
    types.put("is-valid-function-call", (one, _) -> ToolChecks.validFunction(one));
    types.put("tool-call-f1", (one, _) -> ToolChecks.agreement(one));
    types.put("is-xml", (one, _) -> MarkupChecks.isXml(one));
    types.put("contains-xml", (one, _) -> MarkupChecks.containsXml(one));
    types.put("is-html", (one, _) -> MarkupChecks.isHtml(one));
    types.put("contains-html", (one, _) -> MarkupChecks.containsHtml(one));
    types.put("similar", (one, asked) -> SimilarChecks.cosine(one, asked.similarity()));
    types.put("similar:cosine", (one, asked) -> SimilarChecks.cosine(one, asked.similarity()));
    types.put("similar:dot", (one, asked) -> SimilarChecks.product(one, asked.similarity()));
    types.put("similar:euclidean", (one, asked) -> SimilarChecks.distance(one, asked.similarity()));
    types.put("llm-rubric", (one, asked) -> one.question().isPresent() ? OwnRubric.check(one, asked.asker())
        : asked.judges().rubric(one));
    types.put("model-graded-closedqa", (one, asked) -> asked.judges().rubric(one));
    types.put("g-eval", (one, asked) -> asked.judges().rubric(one));
    types.put("factuality", (one, asked) -> asked.judges().factuality(one));
    types.put("model-graded-factuality", (one, asked) -> asked.judges().factuality(one));
    types.put("answer-relevance", (one, asked) -> asked.judges().plain(one, "answer-relevance"));
    types.put("context-faithfulness", (one, asked) -> asked.judges().plain(one, "faithfulness"));
    types.put("context-relevance", (one, asked) -> asked.judges().plain(one, "context-relevance"));
    types.put("context-recall", (one, asked) -> asked.judges().contextRecall(one));
    return types;
  }

  /** Those that run here, in the order of the documentation. */
  public static List<String> runnable() {
    return List.copyOf(RUN.keySet());
  }

  /** Whether a model judges it. */
  public static boolean judged(String type) {
    return JUDGED.contains(type);
  }

  /** Why a type can't run here; empty if it can. */
  public static Optional<String> obstacle(String type) {
    if (RUN.containsKey(type)) {
      return Optional.empty();
    }
    if (RivalTypes.has(type)) {
      return Optional
          .of("it compares a whole answer with others; expected among the assertions of a test, without"
              + " not- and in no assert-set");
    }
    if (type.startsWith("promptfoo:redteam:")) {
      return Optional.of(SERVICE);
    }
    if (type.startsWith("trajectory:")) {
      return Optional.of(TRACE);
    }
    return Optional.ofNullable(NOT.get(type)).or(() -> Optional.of("there is no such type; nearest: "
        + String.join(", ", Nearest.to(type, runnable(), 3))));
  }

  /**
   * Makes an assertion ready.
   *
   * @throws dev.athanor.error.AthanorException with what is wrong with its value
   */
  static Check check(One assertion, Instruments instruments) {
    return java.util.Objects.requireNonNull(RUN.get(assertion.type()), assertion.type()).apply(assertion,
        instruments);
  }

  /**
   * Checks an assertion of a type that runs here.
   *
   * @throws dev.athanor.error.AthanorException with what is wrong with it
   */
  public static void validate(One assertion) {
    check(assertion, Instruments.NONE);
  }
}
