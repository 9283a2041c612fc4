package dev.athanor.knowledge.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.model.TokenEstimate;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StructureChunkerPropertyTest {

  private static final int DOCUMENTS = 80;

  private final StructureChunker chunker = new StructureChunker(ChunkSizes.STANDARD);

  @Test
  void a_chunk_says_exactly_what_the_document_says_at_its_span() {
    forRandomDocuments(cut -> {
      String text = cut.document().text();
      int[] codePoints = text.codePoints().toArray();
      for (Chunk chunk : cut.chunks()) {
        var place = chunk.excerpt().codePoints();
        assertThat(chunk.text()).isEqualTo(chunk.span().of(text)).isEqualTo(chunk.text().strip())
            .isNotEmpty();
        assertThat(new String(codePoints, place.start(), place.end() - place.start())).isEqualTo(chunk
            .text());
      }
      for (Section section : cut.sections()) {
        var place = section.excerpt().codePoints();
        assertThat(new String(codePoints, place.start(), place.end() - place.start())).isEqualTo(section
            .text());
      }
    });
  }

  @Test
  void every_visible_character_of_every_block_but_headings_is_in_exactly_one_chunk() {
    forRandomDocuments(cut -> {
      String text = cut.document().text();
      BitSet covered = new BitSet();
      for (Chunk chunk : cut.chunks()) {
        assertThat(covered.get(chunk.span().start(), chunk.span().end()).isEmpty()).isTrue();
        covered.set(chunk.span().start(), chunk.span().end());
      }
      for (Block block : cut.document().blocks()) {
        for (int i = block.span().start(); i < block.span().end(); i++) {
          boolean visible = !Character.isWhitespace(text.charAt(i)) && !(block instanceof Block.Heading);
          assertThat(!visible || covered.get(i)).as("unit %d of %s", i, block).isTrue();
        }
      }
    });
  }

  @Test
  void what_is_outside_of_all_blocks_is_in_no_chunk() {
    forRandomDocuments(cut -> assertThat(cut.chunks()).noneMatch(chunk -> chunk.text().contains("<!--")));
  }

  @Test
  void chunks_and_sections_keep_to_their_sizes() {
    forRandomDocuments(cut -> {
      int largest = ChunkSizes.STANDARD.chunk() * 5 / 4;
      for (Chunk chunk : cut.chunks()) {
        boolean whole = cut.document().blocks().stream()
            .anyMatch(block -> (block instanceof Block.Table || block instanceof Block.Code)
                && chunk.span().contains(block.span().trimmed(cut.document().text())));
        int limit = whole ? ChunkSizes.STANDARD.section() + ChunkSizes.STANDARD.chunk() / 4 : largest;
        assertThat(TokenEstimate.of(chunk.text())).as(chunk.text()).isLessThanOrEqualTo(limit + 8);
      }
      for (Section section : cut.sections()) {
        assertThat(TokenEstimate.of(section.text())).isLessThanOrEqualTo(ChunkSizes.STANDARD.section() * 5 / 4
            + 50);
      }
    });
  }

  @Test
  void ordinals_count_up_ids_differ_and_each_chunk_is_inside_its_section() {
    forRandomDocuments(cut -> {
      Set<ChunkId> ids = new HashSet<>();
      for (int i = 0; i < cut.chunks().size(); i++) {
        Chunk chunk = cut.chunks().get(i);
        assertThat(chunk.ordinal()).isEqualTo(i);
        assertThat(ids.add(chunk.id())).isTrue();
        assertThat(cut.sections().get(chunk.parent().ordinal())).isSameAs(chunk.parent());
      }
      assertThat(cut.chunks()).isSortedAccordingTo((a, b) -> a.span().compareTo(b.span()));
    });
  }

  @Test
  void no_surrogate_pair_is_split() {
    forRandomDocuments(cut -> {
      for (Chunk chunk : cut.chunks()) {
        assertThat(Character.isLowSurrogate(chunk.text().charAt(0))).isFalse();
        assertThat(Character.isHighSurrogate(chunk.text().charAt(chunk.text().length() - 1))).isFalse();
      }
    });
  }

  @Test
  void a_section_appended_at_the_end_changes_no_chunk_before_it() {
    forRandomDocuments(cut -> {
      Document document = cut.document();
      DocumentBuilder other = new DocumentBuilder().paragraph(document.text());
      Document longer = other.heading(1, "Appendix").paragraph("An appendix that says little.").build();
      Document shorter = new DocumentBuilder().paragraph(document.text()).build();
      Set<ChunkId> ids = new HashSet<>(chunker.chunk(longer).chunks().stream().map(Chunk::id).toList());
      assertThat(ids).containsAll(chunker.chunk(shorter).chunks().stream().map(Chunk::id).toList());
    }, 60);
  }

  @Test
  void cutting_is_deterministic() {
    forRandomDocuments(cut -> assertThat(chunker.chunk(cut.document())).isEqualTo(cut), 60);
  }

  private void forRandomDocuments(Consumer<ChunkedDocument> check) {
    forRandomDocuments(check, DOCUMENTS);
  }

  private void forRandomDocuments(Consumer<ChunkedDocument> check, int count) {
    for (int seed = 0; seed < count; seed++) {
      Document document = new RandomDocuments(seed).next();
      assertThat(document.id()).isEqualTo(new DocumentId("handbook.md"));
      check.accept(chunker.chunk(document));
    }
  }
}
