package dev.athanor.knowledge.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import dev.athanor.model.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StructureChunkerTest {

  private final StructureChunker chunker = new StructureChunker(ChunkSizes.STANDARD);

  @Test
  void a_small_document_is_one_section_and_each_heading_has_its_own_chunks() {
    Document document = new DocumentBuilder().heading(1, "Furnaces").paragraph("A furnace heats.")
        .heading(2, "Athanor").paragraph("It keeps an even heat.").build("Furnaces");

    ChunkedDocument cut = chunker.chunk(document);

    assertThat(cut.sections()).hasSize(1);
    assertThat(cut.sections().getFirst().text()).isEqualTo(document.text());
    assertThat(cut.chunks()).extracting(Chunk::text).containsExactly("A furnace heats.",
        "It keeps an even heat.");
    assertThat(cut.chunks()).extracting(Chunk::prefix).containsExactly("Furnaces", "Furnaces > Athanor");
    assertThat(cut.chunks()).extracting(Chunk::headings)
        .containsExactly(List.of("Furnaces"), List.of("Furnaces", "Athanor"));
  }

  @Test
  void the_title_comes_before_headings_that_do_not_repeat_it() {
    Document document = new DocumentBuilder().heading(1, "Use").paragraph("Light it.").build("Handbook");

    assertThat(chunker.chunk(document).chunks().getFirst().prefix()).isEqualTo("Handbook > Use");
  }

  @Test
  void a_document_without_text_has_no_chunks() {
    assertThat(chunker.chunk(new DocumentBuilder().build()).chunks()).isEmpty();
    assertThat(chunker.chunk(new DocumentBuilder().paragraph(" \n\t ").build()).chunks()).isEmpty();
  }

  @Test
  void a_heading_with_nothing_under_it_can_still_be_found() {
    Document document = new DocumentBuilder().heading(1, "Opening hours").heading(2, "Closed in August")
        .heading(2, "Prices").paragraph("Free.").build();

    assertThat(chunker.chunk(document).chunks()).extracting(Chunk::text).containsExactly("Closed in August",
        "Free.");
  }

  @Test
  void chunks_of_prose_end_at_sentence_ends() {
    Document document = new DocumentBuilder().paragraph(prose(400)).build();

    List<Chunk> chunks = chunker.chunk(document).chunks();

    assertThat(chunks).hasSizeGreaterThan(10).allSatisfy(chunk -> assertThat(chunk.text()).endsWith(
        "evenly."));
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(chunk -> assertThat(TokenEstimate.of(chunk.text())).isBetween(200, 220));
  }

  @Test
  void a_long_text_without_headings_is_divided_into_sections_between_chunks() {
    Document document = new DocumentBuilder().paragraph(prose(400)).build();

    ChunkedDocument cut = chunker.chunk(document);

    assertThat(cut.sections()).hasSizeGreaterThan(3)
        .allSatisfy(section -> assertThat(TokenEstimate.of(section.text())).isLessThanOrEqualTo(1_200));
    assertThat(cut.chunks()).allSatisfy(chunk -> assertThat(chunk.parent().text()).contains(chunk.text()));
  }

  @Test
  void a_table_larger_than_a_chunk_stays_whole_and_takes_the_sentence_before_it_along() {
    Document document = new DocumentBuilder().paragraph("The prices are these:").table(rows(40)).build();

    List<Chunk> chunks = chunker.chunk(document).chunks();

    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().text()).startsWith("The prices").contains("part 0", "part 39");
  }

  @Test
  void a_table_larger_than_a_section_is_cut_between_rows_and_repeats_its_header_in_the_prefix() {
    Document document = new DocumentBuilder().table(rows(1_000)).build();

    List<Chunk> chunks = chunker.chunk(document).chunks();

    assertThat(chunks).hasSizeGreaterThan(10);
    assertThat(chunks.getFirst().prefix()).isEqualTo("Handbook");
    assertThat(chunks.subList(1, chunks.size())).allSatisfy(chunk -> {
      assertThat(chunk.prefix()).isEqualTo("Handbook\nname\tprice\tcolour");
      assertThat(chunk.text()).startsWith("part ").endsWith("red");
    });
  }

  @Test
  void code_stays_whole_and_oversized_code_is_cut_between_lines() {
    String small = lines(60);
    String large = lines(800);
    Document document = new DocumentBuilder().code(small).heading(1, "Next").code(large).build();

    List<Chunk> chunks = chunker.chunk(document).chunks();

    assertThat(chunks.getFirst().text()).isEqualTo(small);
    assertThat(chunks.size()).isGreaterThan(5);
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text()).startsWith("call(").endsWith(");"));
  }

  @Test
  void a_line_of_a_million_characters_without_a_space_is_cut() {
    Document document = new DocumentBuilder().paragraph("abcdefghij".repeat(100_000)).build();

    List<Chunk> chunks = chunker.chunk(document).chunks();

    assertThat(chunks).hasSizeGreaterThan(100);
    assertThat(chunks.stream().map(Chunk::text).collect(Collectors.joining())).isEqualTo(document.text());
  }

  @Test
  void a_family_emoji_at_a_cut_is_kept_together() {
    String family = "👩‍👩‍👧";
    Document document = new DocumentBuilder().paragraph(family.repeat(2_000)).build();

    List<Chunk> chunks = chunker.chunk(document).chunks();

    assertThat(chunks).hasSizeGreaterThan(3);
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text().length() % family.length()).isZero());
  }

  @Test
  void an_edit_in_one_section_leaves_the_ids_of_all_other_chunks() {
    List<ChunkId> before = ids("It burns coal.");
    List<ChunkId> after = ids("It burns coal, wood and, on Sundays, peat.");

    assertThat(after).hasSameSizeAs(before);
    assertThat(before.stream().filter(id -> !after.contains(id))).hasSize(1);
  }

  @Test
  void a_paragraph_inserted_at_the_front_of_a_long_text_leaves_most_chunks_as_they_were() {
    List<String> paragraphs = new ArrayList<>(IntStream.range(0, 200)
        .mapToObj(i -> "Paragraph " + i + " is of its own length. " + prose(1 + (i * 7) % 5)).toList());
    Document before = paragraphs(paragraphs);
    paragraphs.addFirst("A new beginning, before everything else that the text says.");
    Document after = paragraphs(paragraphs);

    List<ChunkId> old = chunker.chunk(before).chunks().stream().map(Chunk::id).toList();
    List<ChunkId> now = chunker.chunk(after).chunks().stream().map(Chunk::id).toList();

    assertThat(old.stream().filter(now::contains).count()).isGreaterThan(old.size() * 3L / 4);
  }

  @Test
  void the_same_paragraph_twice_under_one_heading_gives_two_chunks_with_one_passage() {
    String paragraph = prose(20);
    Document document = new DocumentBuilder().paragraph(paragraph).paragraph(paragraph).build();

    List<Chunk> chunks = chunker.chunk(document).chunks();

    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(0).passageHash()).isEqualTo(chunks.get(1).passageHash());
    assertThat(chunks.get(0).id()).isNotEqualTo(chunks.get(1).id());
  }

  @Test
  void the_version_tells_the_sizes() {
    assertThat(new StructureChunker(new ChunkSizes(100, 400)).version()).isNotEqualTo(chunker.version());
  }

  private List<ChunkId> ids(String middle) {
    Document document = new DocumentBuilder().heading(1, "One").paragraph(prose(60)).heading(1, "Two")
        .paragraph(middle).heading(1, "Three").paragraph(prose(60)).build();
    return chunker.chunk(document).chunks().stream().map(Chunk::id).toList();
  }

  private static Document paragraphs(List<String> paragraphs) {
    DocumentBuilder document = new DocumentBuilder();
    paragraphs.forEach(document::paragraph);
    return document.build();
  }

  private static String prose(int sentences) {
    return IntStream.range(0, sentences).mapToObj(i -> "The furnace number " + i + " heats the room evenly.")
        .collect(Collectors.joining(" "));
  }

  private static List<String> rows(int count) {
    List<String> rows = new ArrayList<>(List.of("name\tprice\tcolour"));
    IntStream.range(0, count).forEach(i -> rows.add("part " + i + "\t" + i + ".50\tred"));
    return rows;
  }

  private static String lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "call(argument" + i + ");").collect(Collectors.joining(
        "\n"));
  }
}
