package dev.athanor.document.clean;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/** Counts likely personal data and secrets, and puts the name of its kind in the place of what is to be masked. */
final class SensitiveRule implements Rule {
  /** An address of a machine has four numbers; whatever else is told by its digits has more. */
  private static final int FEWEST_DIGITS = 4;

  private final Set<Kind> masked;

  SensitiveRule(Set<Kind> masked) {
    this.masked = masked.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(masked));
  }

  /** Something found. */
  private record Sight(int start, int end, Kind kind) {
  }

  @Override
  public boolean mayFind(String text) {
    return !text.isEmpty();
  }

  @Override
  public void look(Piece piece, Found found) {
    boolean digits = has(piece, FEWEST_DIGITS);
    BitSet taken = new BitSet();
    List<Sight> sights = new ArrayList<>();
    for (Patterns.Look look : Patterns.ALL) {
      if (isWorthIt(look, piece, digits)) {
        sights(look, piece, taken, sights);
      }
    }
    sights.sort((one, other) -> Integer.compare(one.start(), other.start()));
    for (Sight sight : sights) {
      found.count("found:" + sight.kind().label());
      if (masked.contains(sight.kind())) {
        found.replace(sight.start(), sight.end(), "[" + sight.kind().label() + "]",
            "masked:" + sight.kind().label());
      }
    }
  }

  private static boolean isWorthIt(Patterns.Look look, Piece piece, boolean digits) {
    if (!look.hint().isEmpty()) {
      return piece.text().indexOf(look.hint(), piece.start(), piece.end()) >= 0
          && (look.kind() != Kind.IP_ADDRESS || digits);
    }
    return look.kind() == Kind.API_KEY || digits;
  }

  private static boolean has(Piece piece, int least) {
    int digits = 0;
    for (int i = piece.start(); i < piece.end() && digits < least; i++) {
      char c = piece.text().charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return digits >= least;
  }

  private static void sights(Patterns.Look look, Piece piece, BitSet taken, List<Sight> sights) {
    Matcher match = look.in(piece);
    while (match.find()) {
      int next = taken.nextSetBit(match.start());
      if ((next < 0 || next >= match.end()) && look.checked().test(match.group())) {
        taken.set(match.start(), match.end());
        sights.add(new Sight(match.start(), match.end(), look.kind()));
      }
    }
  }
}
