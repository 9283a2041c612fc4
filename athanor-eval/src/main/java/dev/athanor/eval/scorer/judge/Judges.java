package dev.athanor.eval.scorer.judge;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.judge.Question.Need;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes judges. Safe for use by many threads. */
public final class Judges {
  private static final Setting MODEL =
      new Setting("model",
          "who judges, such as openai:gpt-5-mini; several are a panel, by mean or majority (unscored if tied)");
  private static final Setting CRITERIA = new Setting("criteria", "what counts, in words");
  private static final List<Question> QUESTIONS = List.of(
      new Question("rubric", List.of(Need.ANSWER), Question::score),
      new Question("factuality", List.of(Need.ANSWER, Need.REFERENCE), Question::category),
      new Question("faithfulness", List.of(Need.ANSWER, Need.EVIDENCE),
          Question.part("claims", "claim", "supported")),
      new Question("answer-relevance", List.of(Need.ANSWER), Question::score),
      new Question("context-relevance", List.of(Need.EVIDENCE),
          Question.part("passages", "number", "relevant")),
      new Question("context-recall", List.of(Need.REFERENCE, Need.EVIDENCE),
          Question.part("statements", "statement", "attributable")));
  private static final Map<String, String> SOURCES =
      Map.of("factuality", "OpenAI evals' fact; promptfoo's factuality", "faithfulness",
          "Es et al. 2024 (Ragas)",
          "context-recall", "Es et al. 2024 (Ragas)");

  private static final String PAIRWISE = "pairwise";

  private final Bench bench;

  /** Judges that are asked so. */
  public Judges(ModelOperation operation) {
    this.bench = new Bench(operation);
  }

  /** What files call them. */
  public static Set<String> names() {
    return Stream.concat(QUESTIONS.stream().map(Question::name), Stream.of(PAIRWISE))
        .collect(Collectors.toSet());
  }

  /** As files name them. */
  public List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>(QUESTIONS.stream().map(this::kind).toList());
    kinds.add(new Kind(PAIRWISE, "better than another answer, asked in both orders",
        "a model; another answer in the case",
        List.of(MODEL, CRITERIA,
            new Setting("other", "the member of the case's metadata that has the other answer, else its"
                + " reference; by default other"),
            new Setting("order", "first or second, where the answer is shown only there; by default both")),
        "LLMBar, Zeng et al. 2024", this::pairwise));
    return kinds;
  }

  private Kind kind(Question question) {
    boolean free = question.name().equals("rubric");
    String needs = question.needs().stream().map(need -> switch (need) {
      case ANSWER -> "an answer";
      case REFERENCE -> "a reference";
      case EVIDENCE -> "context, or passages found";
    }).collect(Collectors.joining(", "));
    return new Kind(question.name(), "a model's verdict: " + question.name().replace('-', ' '),
        "a model; " + needs,
        free ? List.of(MODEL, CRITERIA) : List.of(MODEL), SOURCES.getOrDefault(question.name(), ""),
        given -> judge(question, given, free ? given.neededText("criteria") : ""));
  }

  private Scorer judge(Question question, Settings given, String criteria) {
    JudgePrompt prompt = JudgePrompt.named(question.name());
    Metric metric = question.name().equals("factuality") ? Metric.passFail(question.name(), prompt.version())
        : Metric.fraction(question.name(), prompt.version());
    return new JudgeScorer(metric, question, prompt, criteria, bench, models(given));
  }

  private static List<ModelName> models(Settings given) {
    List<String> names = given.texts("model");
    if (names.isEmpty()) {
      return List.of(ModelName.parse(given.neededText("model")));
    }
    return names.stream().distinct().map(ModelName::parse).toList();
  }

  private Scorer pairwise(Settings given) {
    return new PairwiseScorer(JudgePrompt.named(PAIRWISE),
        given.text("criteria").orElse("Which output carries out the instruction better?"),
        given.text("other").orElse("other"), given.choice("order", PairwiseScorer.Order.BOTH),
        bench, models(given));
  }
}
