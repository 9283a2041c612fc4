package dev.athanor.eval.scorer.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in a text, with the unit behind it or the currency before it.
 *
 * @param value as it is written, a percentage as a percentage
 * @param unit such as {@code km}, or a word that may be one which is not known; none if nothing follows that may be one
 */
public record Quantity(BigDecimal value, Optional<String> unit) {
  private static final Pattern POINT =
      Pattern.compile(
          "([$€£¥])?\\s?((?:(?<![\\p{L}\\d])[-−+])?(?:\\d{1,3}(?:[,\\u00a0\\u202f']\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?"
              + "|(?:(?<![\\p{L}\\d])[-−+])?\\.\\d+)\\s?([\\p{L}%°µ$€£¥]+[²³]?(?:/\\p{L}+)?)?");
  private static final Pattern COMMA =
      Pattern.compile(
          "([$€£¥])?\\s?((?:(?<![\\p{L}\\d])[-−+])?(?:\\d{1,3}(?:[.\\u00a0\\u202f']\\d{3})+|\\d+)(?:,\\d+)?(?:[eE][-+]?\\d{1,3})?)"
              + "\\s?([\\p{L}%°µ$€£¥]+[²³]?(?:/\\p{L}+)?)?");

  /** All that a text has, in order. */
  public static List<Quantity> in(String text, boolean decimalComma) {
    List<Quantity> found = new ArrayList<>();
    Matcher matcher = (decimalComma ? COMMA : POINT).matcher(text);
    while (matcher.find()) {
      Optional<String> unit =
          Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(3)))
              .filter(Units::isUnit);
      found.add(new Quantity(number(matcher.group(2), decimalComma), unit));
    }
    return found;
  }

  private static BigDecimal number(String written, boolean decimalComma) {
    String plain = written.replace('−', '-').replaceAll("[\\u00a0\\u202f']", "");
    plain = decimalComma ? plain.replace(".", "").replace(',', '.') : plain.replace(",", "");
    return new BigDecimal(plain.startsWith("+") ? plain.substring(1) : plain);
  }

  /** Whether it has a unit that others can be converted to. */
  boolean isMeasured() {
    return unit.flatMap(Units::of).isPresent();
  }

  /**
   * The value in another unit; empty if the two measure different things, or if it is not known what its own one measures. Without a
   * unit, the other one is meant.
   */
  public Optional<BigDecimal> in(String other) {
    Optional<Units.Unit> wanted = Units.of(other);
    Optional<Units.Unit> own = Units.of(unit.orElse(other));
    if (wanted.isEmpty() || own.isEmpty() || !wanted.get().dimension().equals(own.get().dimension())) {
      return Optional.empty();
    }
    return Optional
        .of(value.multiply(own.get().factor()).divide(wanted.get().factor(), MathContext.DECIMAL64));
  }

  @Override
  public String toString() {
    return value.toPlainString() + unit.map(each -> " " + each).orElse("");
  }
}
