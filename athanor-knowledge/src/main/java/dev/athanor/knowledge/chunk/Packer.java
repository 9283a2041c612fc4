package dev.athanor.knowledge.chunk;

import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs the units under one heading into chunks, from front to back. It decides only by what it has seen
 * since the last cut, so that an edit moves the cuts near it and leaves the later ones where they were as
 * soon as one of them coincides.
 */
final class Packer {

  /** The stretch of one chunk to be, and what to repeat before it. */
  record Pack(Span span, int tokens, Unit.Kind kind, String header) {
  }

  private final String text;
  private final int target;
  private final List<Pack> packs = new ArrayList<>();
  private @Nullable Pack open;

  private Packer(String text, int target) {
    this.text = text;
    this.target = target;
  }

  static List<Pack> pack(String text, List<Unit> units, int target) {
    Packer packer = new Packer(text, target);
    units.forEach(packer::add);
    packer.close();
    return packer.packs;
  }

  private void add(Unit unit) {
    if (open != null && !joins(open, unit)) {
      close();
    }
    open = open == null ? new Pack(unit.span(), unit.tokens(), unit.kind(), unit.header()) : joined(open,
        unit);
    boolean full = open.tokens >= target || (unit.endsBlock() && open.tokens * 4 >= target * 3);
    if (full || unit.kind() == Unit.Kind.PART) {
      close();
    }
  }

  /** Whether the unit may share a chunk with what is open. */
  private boolean joins(Pack pack, Unit unit) {
    if (unit.kind() == Unit.Kind.PART || pack.kind == Unit.Kind.PART || foreignTextBetween(pack.span, unit
        .span())) {
      return false;
    }
    boolean introduces = unit.kind() == Unit.Kind.WHOLE && isShort(pack);
    return introduces || pack.tokens + unit.tokens() <= target;
  }

  private static Pack joined(Pack pack, Unit unit) {
    Unit.Kind kind = pack.kind == Unit.Kind.WHOLE ? Unit.Kind.WHOLE : unit.kind();
    return new Pack(pack.span.to(unit.span()), pack.tokens + unit.tokens(), kind, pack.header);
  }

  private void close() {
    if (open == null) {
      return;
    }
    Pack last = packs.isEmpty() ? null : packs.getLast();
    boolean rest = last != null && open.kind == Unit.Kind.TEXT && last.kind == Unit.Kind.TEXT && isShort(open)
        && (last.tokens + open.tokens) * 4 <= target * 5 && !foreignTextBetween(last.span, open.span);
    if (last != null && rest) {
      packs.set(packs.size() - 1, new Pack(last.span.to(open.span), last.tokens + open.tokens, last.kind,
          last.header));
    } else {
      packs.add(open);
    }
    open = null;
  }

  private boolean isShort(Pack pack) {
    return pack.tokens * 4 <= target;
  }

  /** What is between blocks is no content (a comment, a reference definition): a chunk must not span it. */
  private boolean foreignTextBetween(Span left, Span right) {
    return text.substring(left.end(), right.start()).codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
