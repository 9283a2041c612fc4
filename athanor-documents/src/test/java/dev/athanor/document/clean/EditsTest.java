package dev.athanor.document.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import dev.athanor.document.clean.Edits.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EditsTest {
  private static final String LETTERS = "abc de\nfäß🔥 .-";

  @Test
  void aSpanKeepsWhatItHadAndTheReplacementOfWhatItCoveredWhole() {
    Edits edits = new Edits("one two three", List.of(new Edit(4, 7, "2"), new Edit(8, 13, "")));
    assertThat(edits.applied()).isEqualTo("one 2 ");
    Edits.Moves moves = edits.moves();
    assertThat(moves.at(new Span(0, 3)).of(edits.applied())).isEqualTo("one");
    assertThat(moves.at(new Span(4, 7)).of(edits.applied())).isEqualTo("2");
    assertThat(moves.at(new Span(8, 13)).isEmpty()).isTrue();
    assertThat(moves.at(new Span(0, 13)).of(edits.applied())).isEqualTo("one 2 ");
  }

  @Test
  void spansThatMeetInsideAnEditBothLoseIt() {
    Edits edits = new Edits("aabb", List.of(new Edit(1, 3, "XYZ")));
    assertThat(edits.moves().at(new Span(0, 2)).of(edits.applied())).isEqualTo("a");
    assertThat(edits.moves().at(new Span(2, 4)).of(edits.applied())).isEqualTo("b");
    assertThat(edits.moves().at(new Span(2, 3)).isEmpty()).isTrue();
  }

  @Test
  void editsThatOverlapAreRefused() {
    assertThatThrownBy(() -> new Edits("abc", List.of(new Edit(0, 2, ""), new Edit(1, 3, ""))))
        .hasMessageContaining("never overlap");
    assertThatThrownBy(() -> new Edit(2, 2, "x")).hasMessageContaining("An edit replaces something");
  }

  @Test
  void blocksOfRandomDocumentsStayInOrderAndKeepTheirTextWhateverIsEdited() {
    for (int seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String text = text(random, random.nextInt(1, 120));
      List<Block> blocks = blocks(random, text);
      Edits edits = new Edits(text, edits(random, text));
      List<Block> moved = edits.moved(blocks, UnaryOperator.identity());
      String after = edits.applied();
      int end = 0;
      for (Block block : moved) {
        assertThat(block.span().start()).as("seed %d", seed).isGreaterThanOrEqualTo(end);
        end = block.span().end();
      }
      assertThat(end).isLessThanOrEqualTo(after.length());
      assertThat(moved.stream().map(block -> block.span().of(after)).toList()).as("seed %d", seed)
          .isEqualTo(
              blocks.stream().map(block -> byHand(block, edits)).filter(each -> !each.isEmpty()).toList());
    }
  }

  /** The same, character by character: what an edit took in part is gone, what it took whole is its replacement. */
  private static String byHand(Block block, Edits edits) {
    StringBuilder kept = new StringBuilder();
    for (int i = block.span().start(); i < block.span().end(); i++) {
      int at = i;
      var edit = edits.all().stream().filter(each -> each.start() <= at && at < each.end()).findFirst();
      if (edit.isEmpty()) {
        kept.append(edits.text().charAt(i));
      } else if (edit.get().start() == i && edit.get().end() <= block.span().end()) {
        kept.append(edit.get().replacement());
      }
    }
    return block instanceof Block.Code ? kept.toString() : kept.toString().strip();
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private static List<Block> blocks(SplittableRandom random, String text) {
    List<Block> blocks = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int start = at + random.nextInt(3);
      int end = start + random.nextInt(1, 15);
      if (end > text.length()) {
        break;
      }
      Span span = new Span(start, end);
      blocks.add(switch (random.nextInt(3)) {
        case 0 -> new Block.Paragraph(span);
        case 1 -> new Block.Code("", span);
        default -> new Block.Table(span, List.of(new Block.Row(false, span, List.of(span))));
      });
      at = end;
    }
    return blocks;
  }

  private static List<Edit> edits(SplittableRandom random, String text) {
    List<Edit> edits = new ArrayList<>();
    int at = random.nextInt(4);
    while (true) {
      int end = at + random.nextInt(1, 8);
      if (end > text.length()) {
        return edits;
      }
      edits.add(new Edit(at, end, text(random, random.nextInt(6))));
      at = end + random.nextInt(6);
    }
  }
}
