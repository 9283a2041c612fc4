package dev.athanor.eval.scorer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import java.util.regex.Pattern;

/**
 * What a scorer measures.
 *
 * @param name by which reports and gates name it: lower-case words with hyphens, such as {@code rouge-l}
 * @param version changes when the same sample may get another score
 * @param scale which values there are
 * @param better which way is better
 */
public record Metric(String name, String version, Scale scale, Better better) {
  /** As JSON. */
  public static final Codec<Metric> CODEC = Codec.of(Metric.class);

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(@[0-9]+)?");

  /** Checks. */
  public Metric {
    if (!NAME.matcher(name).matches()) {
      throw AthanorException.user("metric-name",
          "\"" + name + "\" can't name a metric; use lower-case letters, digits and hyphens,"
              + " such as exact-match or recall@5");
    }
  }

  /** Which values there are. */
  public enum Scale {
    /** 1 for passed, 0 for failed. */
    @JsonProperty("pass-fail")
    PASS_FAIL,
    /** From 0 to 1. */
    @JsonProperty("fraction")
    FRACTION,
    /** Any number: seconds, dollars, steps. */
    @JsonProperty("amount")
    AMOUNT
  }

  /** Which way is better. */
  public enum Better {
    /** More is better. */
    @JsonProperty("higher")
    HIGHER,
    /** Less is better. */
    @JsonProperty("lower")
    LOWER
  }

  /** Passed or failed. */
  public static Metric passFail(String name, String version) {
    return new Metric(name, version, Scale.PASS_FAIL, Better.HIGHER);
  }

  /** From 0 to 1, more is better. */
  public static Metric fraction(String name, String version) {
    return new Metric(name, version, Scale.FRACTION, Better.HIGHER);
  }

  /** Any number, less is better. */
  public static Metric cost(String name, String version) {
    return new Metric(name, version, Scale.AMOUNT, Better.LOWER);
  }
}
