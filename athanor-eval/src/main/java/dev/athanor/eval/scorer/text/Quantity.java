package dev.athanor.eval.scorer.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in a text, with the unit behind it or the currency before it.
 *
 * @param value as it is written, a percentage as a percentage
 * @param unit a known one, such as {@code km}; none if what follows is no unit
 */
public record Quantity(BigDecimal value, Optional<String> unit) {
  private static final Pattern POINT =
      Pattern.compile(
          "([$€£¥])?\\s?([-−+]?(?:\\d{1,3}(?:[,\\u00a0\\u202f']\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?"
              + "|[-−+]?\\.\\d+)\\s?([\\p{L}%°µ$€£¥]+[²³]?)?");
  private static final Pattern COMMA =
      Pattern.compile(
          "([$€£¥])?\\s?([-−+]?(?:\\d{1,3}(?:[.\\u00a0\\u202f']\\d{3})+|\\d+)(?:,\\d+)?(?:[eE][-+]?\\d{1,3})?)"
              + "\\s?([\\p{L}%°µ$€£¥]+[²³]?)?");

  private static final Map<String,
      Unit> UNITS = Map.ofEntries(unit("mm", "m", "0.001"), unit("cm", "m", "0.01"),
          unit("m", "m", "1"), unit("km", "m", "1000"), unit("mg", "kg", "0.000001"),
          unit("g", "kg", "0.001"),
          unit("kg", "kg", "1"), unit("t", "kg", "1000"), unit("ms", "s", "0.001"), unit("s", "s", "1"),
          unit("min", "s", "60"), unit("h", "s", "3600"), unit("ml", "l", "0.001"), unit("l", "l", "1"),
          unit("B", "B", "1"), unit("kB", "B", "1000"), unit("KB", "B", "1000"), unit("MB", "B", "1000000"),
          unit("GB", "B", "1000000000"), unit("%", "%", "1"), unit("percent", "%", "1"), unit("$", "$", "1"),
          unit("USD", "$", "1"), unit("€", "€", "1"), unit("EUR", "€", "1"), unit("£", "£", "1"),
          unit("GBP", "£", "1"),
          unit("¥", "¥", "1"), unit("meters", "m", "1"), unit("metres", "m", "1"),
          unit("kilometers", "m", "1000"),
          unit("kilometres", "m", "1000"), unit("kilograms", "kg", "1"), unit("grams", "kg", "0.001"),
          unit("seconds", "s", "1"), unit("minutes", "s", "60"), unit("hours", "s", "3600"),
          unit("days", "s", "86400"),
          unit("dollars", "$", "1"), unit("euros", "€", "1"), unit("°C", "°C", "1"), unit("°F", "°F", "1"));

  private record Unit(String dimension, BigDecimal factor) {}

  private static Map.Entry<String, Unit> unit(String name, String dimension, String factor) {
    return Map.entry(name, new Unit(dimension, new BigDecimal(factor)));
  }

  /** All that a text has, in order. */
  public static List<Quantity> in(String text, boolean decimalComma) {
    List<Quantity> found = new ArrayList<>();
    Matcher matcher = (decimalComma ? COMMA : POINT).matcher(text);
    while (matcher.find()) {
      Optional<String> unit =
          Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(3)))
              .filter(UNITS::containsKey);
      found.add(new Quantity(number(matcher.group(2), decimalComma), unit));
    }
    return found;
  }

  private static BigDecimal number(String written, boolean decimalComma) {
    String plain = written.replace('−', '-').replaceAll("[\\u00a0\\u202f']", "");
    plain = decimalComma ? plain.replace(".", "").replace(',', '.') : plain.replace(",", "");
    return new BigDecimal(plain.startsWith("+") ? plain.substring(1) : plain);
  }

  /** Whether a unit is known. */
  public static boolean isKnown(String unit) {
    return UNITS.containsKey(unit);
  }

  /** The value in another unit; empty if the two measure different things. Without a unit, the other one is meant. */
  public Optional<BigDecimal> in(String other) {
    Unit wanted = UNITS.get(other);
    Unit own = UNITS.get(unit.orElse(other));
    if (wanted == null || own == null || !wanted.dimension().equals(own.dimension())) {
      return Optional.empty();
    }
    return Optional.of(value.multiply(own.factor()).divide(wanted.factor(), java.math.MathContext.DECIMAL64));
  }

  @Override
  public String toString() {
    return value.toPlainString() + unit.map(each -> " " + each).orElse("");
  }
}
