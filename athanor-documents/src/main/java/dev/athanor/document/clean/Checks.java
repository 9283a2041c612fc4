package dev.athanor.document.clean;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells numbers that are what they look like from others, by check digits and ranges. */
final class Checks {
  private static final BigInteger CHECKED_BY = BigInteger.valueOf(97);
  /** Of the countries with most accounts; others are believed if the check digits are right. */
  private static final Map<String,
      Integer> IBAN_LENGTHS = Map.ofEntries(Map.entry("DE", 22), Map.entry("AT", 20), Map
          .entry("CH", 21), Map.entry("FR", 27), Map.entry("IT", 27), Map.entry("ES", 24),
          Map.entry("NL", 18), Map.entry(
              "BE", 16),
          Map.entry("GB", 22), Map.entry("PL", 28), Map.entry("PT", 25), Map.entry("SE", 24), Map.entry("DK",
              18),
          Map.entry("NO", 15), Map.entry("FI", 18), Map.entry("IE", 22), Map.entry("LU", 20), Map.entry("CZ",
              24));
  private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final Pattern DOCUMENTATION = Pattern.compile("2001:0?db8:", Pattern.CASE_INSENSITIVE);
  /** A day, or a span of years. */
  private static final Pattern DATE = Pattern.compile(
      "(?:19|20)\\d{2}[/.-](?:\\d{1,2}[/.-]\\d|(?:19|20)\\d{2}(?!\\d))|[0-3]?\\d[/.-][01]?\\d[/.-](?:19|20)\\d{2}(?!\\d)");
  private static final int FEWEST_PHONE_DIGITS = 7;
  private static final int MOST_PHONE_DIGITS = 15;

  private Checks() {}

  /** ISO 13616: moved and read as a number, it leaves 1 when divided by 97. */
  static boolean isIban(String text) {
    String iban = text.replace(" ", "");
    Integer length = IBAN_LENGTHS.get(iban.substring(0, 2));
    if (length == null ? iban.length() < 15 || iban.length() > 34 : iban.length() != length) {
      return false;
    }
    StringBuilder digits = new StringBuilder();
    (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
    return new BigInteger(digits.toString()).mod(CHECKED_BY).equals(BigInteger.ONE);
  }

  /** ISO/IEC 7812: the digits of every second number doubled, the sum ends with 0. */
  static boolean isCard(String text) {
    String digits = digits(text);
    if (digits.length() < 13 || digits.length() > 19 || digits.chars().distinct().count() < 2) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 1 ? digit * 2 : digit;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }

  /** DNI and NIE: the letter is decided by the number. */
  static boolean isSpanish(String text) {
    String number = text.substring(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2');
    return SPANISH_LETTERS.charAt(Integer.parseInt(number) % SPANISH_LETTERS.length()) == text.charAt(8);
  }

  /** Addresses of machines that everybody has, and what looks more like a version, are nobody's. */
  static boolean isPublicAddress(String text) {
    int[] parts = Arrays.stream(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    int first = parts[0];
    int second = parts[1];
    boolean local =
        first == 0 || first == 10 || first == 127 || first >= 224 || (first == 192 && second == 168)
            || (first == 172 && second >= 16 && second <= 31) || (first == 169 && second == 254);
    boolean version = Arrays.stream(parts).allMatch(part -> part < 10);
    return !local && !version;
  }

  /** RFC 4291, of a global address: eight groups, or fewer with one gap; not those of documentation (RFC 3849). */
  static boolean isPublicLongAddress(String text) {
    int gap = text.indexOf("::");
    long groups = Arrays.stream(text.split(":")).filter(group -> !group.isEmpty()).count();
    return (gap < 0 ? groups == 8 : groups < 8) && !DOCUMENTATION.matcher(text).lookingAt();
  }

  /** Examples of documentation (RFC 2606) are nobody's address, nor are retina pictures. */
  static boolean isAddress(String text) {
    String address = text.toLowerCase(Locale.ROOT);
    return !address.matches(
        ".*[@.](example(\\.(com|org|net))?|test|invalid|localhost)|.*@[23]x\\.(png|jpg|jpeg|gif|webp)");
  }

  static boolean isPhone(String text) {
    int count = digits(text).length();
    return count >= FEWEST_PHONE_DIGITS && count <= MOST_PHONE_DIGITS && !DATE.matcher(text).lookingAt();
  }

  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return digits.toString();
  }
}
