package dev.athanor.document.clean;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How each kind of personal data and secret looks. */
final class Patterns {
  private Patterns() {}

  /**
   * One look of one kind.
   *
   * @param hint what a text must have for this to be in it: a letter or digit for any; quick to look for
   * @param checked what must be true of a match, such as its check digits
   */
  record Look(Kind kind, String hint, Pattern pattern, Predicate<String> checked) {
    Matcher in(Piece piece) {
      return pattern.matcher(piece.text()).region(piece.start(), piece.end()).useTransparentBounds(true);
    }
  }

  private static final Pattern SSN = Pattern.compile("(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}");

  /** Four numbers after such a word are a version, or count sections. */
  private static final String NO_VERSION =
      "(?<!(?i:\\b(?:v|ver|versions?|releases?|section|chapter|abschnitt|kapitel))[.:=]? ?)";

  private static final String INTERNATIONAL_PHONE =
      "(?<![\\w.,/:=#-])(?<!\\d )(?:\\+|00)[1-9]\\d{0,2}[ .\\u00A0/-]?(?:\\(\\d{1,5}\\)[ .\\u00A0/-]?)?+\\d{1,5}(?:[ .\\u00A0/-]?\\d{2,8}){1,5}+(?!\\w|[.,:]\\d)";
  private static final String NORTH_AMERICAN_PHONE =
      "(?<![\\w.,/-])\\(\\d{3}\\) ?\\d{3}[ .-]\\d{4}(?![\\w-])";
  /** Words that mean little else, with or without a colon; words that mean other things too, with one or before a 0. */
  private static final String LABELLED_PHONE = "(?i:(?<!\\w)(?:"
      + "(?<=(?:\\b(?:tel|fax|telefax|rufnummer)|telefon|phone)(?:\\.?-?(?:nummer|nr)| number)?[.:]{0,2}[* \\u00A0]{0,3})"
      + "|(?<=\\b(?:mobile?|handy|cell)(?:nummer| number)?:[* \\u00A0]{0,3})"
      + "|(?<=\\b(?:mobile?|handy|cell)(?:nummer| number)?\\.?[ \\u00A0])(?=[0+(])"
      + ")[+(]{0,2}\\d[\\d ()/.\\u00A0-]{5,17}\\d)";
  /** With the area code in brackets, before a slash or before one space; not after what counts other things. */
  private static final String NATIONAL_PHONE =
      "(?=[(0])(?<![\\w.,/:=#-])(?<!\\d )(?<!(?i:\\b(?:id|no|nr|order|number|\\w{0,16}nummer)[.:]{0,2} ?))(?:"
          + "(?:\\(0[1-9]\\d{0,4}\\)[ /-]{0,3}(?=\\d)|0[1-9]\\d{1,4} ?/ ?(?!(?:19|20)\\d{2}(?!\\d)))\\d(?:[ -]?\\d){4,9}+(?![\\w-]|[ .,:/]\\d)"
          + "|0[1-9]\\d{1,3}[ \\u00A0]\\d{5,8}+(?![\\w-]|[ .,:/]\\d))";

  /** What is certain comes before what is likely, and keeps its place. */
  static final List<Look> ALL = List.of(
      look(Kind.PRIVATE_KEY, "PRIVATE KEY-----",
          "-----BEGIN (?:[A-Z0-9]++ ){0,3}PRIVATE KEY-----[A-Za-z0-9+/=\\s:,-]{0,8000}?(?:-----END (?:[A-Z0-9]++ ){0,3}PRIVATE KEY-----|(?=\\z))"),
      look(Kind.URL_PASSWORD, "://",
          "(?<=://)[^\\s/?#@:\"'<>\\[{]{0,64}+:[^\\s/?#@\"'<>\\[{$]{3,128}+(?=@[\\w.-])"),
      look(Kind.TOKEN, "eyJ",
          "(?<![\\w-])eyJ[A-Za-z0-9_-]{8,4000}+\\.eyJ[A-Za-z0-9_-]{8,8000}+\\.[A-Za-z0-9_-]{16,2000}+"),
      look(Kind.API_KEY, "",
          "(?<![\\w-])(?:sk-(?:proj-|ant-|or-|svcacct-)?[A-Za-z0-9_-]{20,200}+|gh[pousr]_[A-Za-z0-9]{36,255}+"
              + "|github_pat_[A-Za-z0-9_]{22,255}+|glpat-[A-Za-z0-9_-]{20,64}+|A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Z0-9])"
              + "|xox[abeoprs]-[A-Za-z0-9-]{10,200}+|AIza[A-Za-z0-9_-]{35}(?![\\w-])|hf_[A-Za-z]{34}(?!\\w)"
              + "|[sr]k_live_[A-Za-z0-9]{16,128}+|npm_[A-Za-z0-9]{36}(?!\\w)|pypi-AgEI[A-Za-z0-9_-]{50,200}+"
              + "|SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}(?![\\w-]))"),
      new Look(Kind.EMAIL, "@", Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}._%+-])[\\p{L}\\p{N}_%+][\\p{L}\\p{M}\\p{N}._%+-]{0,63}+@"
              // gives labels back: the last full stop may end the sentence
              + "(?:[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]{0,62}+\\.){1,8}[\\p{L}\\p{M}]{2,24}+(?![\\p{L}\\p{N}-])"),
          Checks::isAddress),
      new Look(Kind.IBAN, "", Pattern.compile(
          "(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}+(?: ?[A-Z0-9]{1,3}+)?+(?![A-Za-z0-9])"),
          Checks::isIban),
      new Look(Kind.CARD, "", Pattern.compile(
          "(?<![\\w.,/+-])(?:[2-6]\\d{3}([ -]?)\\d{4}\\1\\d{4}\\1\\d{1,7}+|3[47]\\d{2}([ -]?)\\d{6}\\2\\d{5})(?![\\w-]|[.,]\\d)"),
          Checks::isCard),
      new Look(Kind.NATIONAL_ID, "", Pattern.compile(
          "(?<![\\w-])(?:\\d{3}-\\d{2}-\\d{4}|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"
              + "|[XYZ]?\\d{7,8}[A-Z]|[A-Z]{6}\\d{2}[A-EHLMPR-T]\\d{2}[A-Z]\\d{3}[A-Z])(?![\\w-])"),
          Patterns::isNational),
      new Look(Kind.IP_ADDRESS, ".", Pattern.compile(
          "(?<![\\w.])(?=\\d)" + NO_VERSION
              + "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\w.]*[.]\\d|\\w)"),
          Checks::isPublicAddress),
      new Look(Kind.IP_ADDRESS, ":", Pattern.compile(
          "(?<![\\w:.-])[23]\\p{XDigit}{3}(?::\\p{XDigit}{1,4}+){1,7}+(?:::(?:\\p{XDigit}{1,4}+(?::\\p{XDigit}{1,4}+){0,4}+)?+)?+(?!\\w|:[\\w:])"),
          Checks::isPublicLongAddress),
      new Look(Kind.PHONE, "",
          Pattern.compile("(?=[+(\\d])(?:" + String.join("|", INTERNATIONAL_PHONE, NORTH_AMERICAN_PHONE,
              LABELLED_PHONE, NATIONAL_PHONE) + ")"),
          Checks::isPhone));

  private static Look look(Kind kind, String hint, String pattern) {
    return new Look(kind, hint, Pattern.compile(pattern), _ -> true);
  }

  /** The letters at the end of British and Italian numbers are checked by the pattern or not at all. */
  private static boolean isNational(String number) {
    if (Character.isDigit(number.charAt(0)) && number.contains("-")) {
      return SSN.matcher(number).matches();
    }
    boolean spanish = number.length() == 9 && number.substring(1, 8).chars().allMatch(Character::isDigit)
        && (Character.isDigit(number.charAt(0)) || "XYZ".indexOf(number.charAt(0)) >= 0);
    if (spanish) {
      return Checks.isSpanish(number);
    }
    return (Character.isLetter(number.charAt(0)) && number.length() >= 9
        && "XYZ".indexOf(number.charAt(0)) < 0)
        || number.length() == 16;
  }
}
