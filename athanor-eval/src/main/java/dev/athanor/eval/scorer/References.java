package dev.athanor.eval.scorer;

import dev.athanor.eval.dataset.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The right answers of a case, for scorers that need one. */
public final class References {
  private References() {}

  /** Each right answer as JSON; an array holds several. */
  public static List<JsonNode> of(Case given) {
    return given.reference().map(json -> json.isArray() ? json.valueStream().toList() : List.of(json))
        .orElse(List.of());
  }

  /** Each right answer as text; JSON that is no text, as JSON. */
  public static List<String> texts(Case given) {
    return of(given).stream().map(References::text).toList();
  }

  /** JSON as text: a string without its quotes. */
  public static String text(JsonNode json) {
    return json.isString() ? json.stringValue() : json.toString();
  }

  /** Why there is no score without a reference. */
  public static Score missing(Case given, String metric) {
    return Score.unscored("case \"" + given.id() + "\" has no reference, which " + metric
        + " compares with; give it one, or leave " + metric + " out for such cases");
  }

  /** The best score over all right answers; unscored if there are none, or if none could be compared. */
  public static Score best(Sample sample, String metric, Function<String, Score> measure) {
    return best(texts(sample.given()), sample, metric, measure);
  }

  /** The best score over these right answers. */
  public static <T> Score best(List<T> references, Sample sample, String metric, Function<T, Score> measure) {
    Optional<Score> best = references.stream().map(measure).reduce(References::better);
    return best.orElseGet(() -> missing(sample.given(), metric));
  }

  /** The best score over all right answers, of what was said. */
  public static Score best(Sample sample, String metric, BiFunction<String, String, Score> measure) {
    return best(sample, metric, reference -> measure.apply(sample.output().text(), reference));
  }

  private static Score better(Score one, Score other) {
    return switch (one) {
      case Score.Unscored _ -> other;
      case Score.Value(double value, var _) ->
          other instanceof Score.Value(double more, var _) && more > value
              ? other : one;
    };
  }
}
