package dev.athanor.eval.scorer.text;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Units of measure by the ways they are written, in English and some in German. */
final class Units {
  /** A table: what is measured, how many of its base unit it is, its names. */
  private static final List<String> TABLE = List.of(
      "m 0.001 mm millimeter millimeters millimetre millimetres",
      "m 0.01 cm centimeter centimeters centimetre centimetres zentimeter",
      "m 1 m meter meters metre metres", "m 1000 km kilometer kilometers kilometre kilometres",
      "m 0.0254 inch inches", "m 0.3048 ft foot feet", "m 0.9144 yd yard yards",
      "m 1609.344 mi mile miles meile meilen", "m² 1 m² sqm", "m² 1000000 km²",
      "m² 10000 ha hectare hectares hektar",
      "m² 4046.8564224 acre acres", "m³ 1 m³", "kg 0.000001 mg milligram milligrams milligramm",
      "kg 0.001 g gram grams gramm", "kg 1 kg kilogram kilograms kilogramm kilo kilos",
      "kg 1000 t tonne tonnes", "kg 0.028349523125 oz ounce ounces", "kg 0.45359237 lb lbs pound pounds",
      "s 0.001 ms millisecond milliseconds", "s 1 s sec secs second seconds sekunde sekunden",
      "s 60 min mins minute minutes minuten", "s 3600 h hr hrs hour hours stunde stunden",
      "s 86400 d day days tag tage tagen", "s 604800 week weeks woche wochen",
      "month 1 month months monat monate monaten", "month 12 year years jahr jahre jahren",
      "l 0.001 ml milliliter milliliters millilitre millilitres", "l 0.01 cl",
      "l 1 l liter liters litre litres", "l 3.785411784 gal gallon gallons", "l 0.473176473 pint pints",
      "km/h 1 km/h kmh kph", "km/h 3.6 m/s", "km/h 1.609344 mph", "B 1 B byte bytes", "B 1000 kB KB",
      "B 1000000 MB", "B 1000000000 GB", "B 1000000000000 TB", "% 1 % percent prozent",
      "$ 1 $ USD dollar dollars", "€ 1 € EUR euro euros", "£ 1 £ GBP", "¥ 1 ¥ JPY yen",
      "°C 1 °C celsius", "°F 1 °F fahrenheit");

  /** Words behind a number that are no unit, in "5 of 9" or "5 in total". */
  private static final Set<String> PLAIN =
      Set.of("a", "all", "also", "altogether", "an", "and", "are", "as", "at",
          "because", "but", "by", "can", "for", "from", "had", "has", "have", "if", "in", "is", "it", "may",
          "more",
          "of", "on", "or", "out", "overall", "per", "since", "so", "than", "that", "the", "then", "there",
          "this",
          "to", "total", "was", "were", "when", "where", "which", "while", "will", "with", "und", "oder",
          "von", "ist",
          "sind", "im", "insgesamt", "mit", "für", "pro", "die", "der", "das", "als");

  private static final Map<String, Unit> BY_NAME = byName();

  private Units() {}

  /**
   * One unit.
   *
   * @param dimension what it measures: only units of one dimension can be converted
   * @param factor how many of the dimension's base unit it is
   */
  record Unit(String dimension, BigDecimal factor) {}

  private static Map<String, Unit> byName() {
    Map<String, Unit> units = new HashMap<>();
    for (String row : TABLE) {
      List<String> words = List.of(row.split(" ", -1));
      words.subList(2, words.size())
          .forEach(name -> units.put(name, new Unit(words.getFirst(), new BigDecimal(words.get(1)))));
    }
    return Map.copyOf(units);
  }

  /** The unit of a name; a name of several letters may be written in capitals. */
  static Optional<Unit> of(String name) {
    Unit exact = BY_NAME.get(name);
    return exact != null || name.length() < 2 ? Optional.ofNullable(exact)
        : Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether a word behind a number says what is counted, and not how the sentence goes on. */
  static boolean isUnit(String word) {
    return !PLAIN.contains(word.split("/", 2)[0].toLowerCase(Locale.ROOT));
  }
}
