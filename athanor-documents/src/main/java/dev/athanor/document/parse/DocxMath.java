package dev.athanor.document.parse;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** Writes an equation of Word on one line as LaTeX would have it: {@code \frac{a}{b}}, {@code x^{2}}, {@code \sqrt{x}}. */
final class DocxMath {

  /** How a part looks; and what was deleted. */
  private static final Set<String> SILENT =
      Set.of("rPr", "ctrlPr", "fPr", "sSupPr", "sSubPr", "sSubSupPr", "radPr",
          "naryPr", "dPr", "funcPr", "limLowPr", "limUppPr", "mPr", "accPr", "barPr", "eqArrPr", "groupChrPr",
          "boxPr",
          "sPrePr", "del", "moveFrom");

  private DocxMath() {
  }

  static String linear(Element equation) {
    return content(equation).strip();
  }

  private static String content(Element parent) {
    return Xml.children(parent).stream().filter(child -> !SILENT.contains(Xml.name(child)))
        .map(DocxMath::part)
        .collect(Collectors.joining());
  }

  private static String part(Element part) {
    return switch (Xml.name(part)) {
      case "t" -> part.getTextContent();
      case "f" -> "\\frac{" + at(part, "num") + "}{" + at(part, "den") + "}";
      case "sSup" -> base(part) + "^{" + at(part, "sup") + "}";
      case "sSub" -> base(part) + "_{" + at(part, "sub") + "}";
      case "sSubSup" -> base(part) + "_{" + at(part, "sub") + "}^{" + at(part, "sup") + "}";
      case "rad" -> root(part);
      case "nary" -> sum(part);
      case "d" ->
          character(part, "dPr", "begChr", "(") + cells(part, ", ") + character(part, "dPr", "endChr", ")");
      case "func" -> at(part, "fName") + " " + at(part, "e");
      case "limLow" -> at(part, "e") + "_{" + at(part, "lim") + "} ";
      case "limUpp" -> at(part, "e") + "^{" + at(part, "lim") + "} ";
      case "m" -> Xml.children(part, "mr").stream().map(row -> cells(row, " & ")).collect(Collectors.joining(
          " \\\\ "));
      case "eqArr" -> cells(part, " \\\\ ");
      default -> content(part);
    };
  }

  /** A base that is more than one part is put in braces, so that it is clear what the exponent belongs to. */
  private static String base(Element part) {
    String base = at(part, "e");
    boolean simple =
        base.codePointCount(0, base.length()) < 2 || base.chars().allMatch(Character::isLetterOrDigit);
    return simple ? base : "{" + base + "}";
  }

  private static String root(Element part) {
    String degree = at(part, "deg");
    return "\\sqrt" + (degree.isEmpty() ? "" : "[" + degree + "]") + "{" + at(part, "e") + "}";
  }

  private static String sum(Element part) {
    String from = at(part, "sub");
    String to = at(part, "sup");
    return character(part, "naryPr", "chr", "\u222B") + (from.isEmpty() ? "" : "_{" + from + "}")
        + (to.isEmpty() ? "" : "^{" + to + "}") + " " + at(part, "e");
  }

  private static String character(Element part, String properties, String name, String usual) {
    return Xml.value(part, properties, name).orElse(usual);
  }

  private static String at(Element part, String name) {
    return Xml.at(part, name).map(DocxMath::content).orElse("").strip();
  }

  private static String cells(Element part, String between) {
    List<Element> cells = Xml.children(part, "e");
    return cells.stream().map(DocxMath::content).map(String::strip).collect(Collectors.joining(between));
  }
}
