package dev.athanor.knowledge.chunk;

import dev.athanor.document.Document;
import dev.athanor.document.Excerpts;
import dev.athanor.document.Span;
import dev.athanor.model.TokenEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a document along its structure.
 *
 * <p>The text under each heading is packed, sentence by sentence, into chunks of about
 * {@link ChunkSizes#chunk()} tokens; a table or a piece of code stays whole up to the size of a section and
 * is cut between rows or lines beyond that, with the table's header repeated in the prefix. A chunk's
 * section is the largest heading around it that fits {@link ChunkSizes#section()}; where even the innermost
 * one does not, it is divided between chunks.
 *
 * <p>Deterministic, and safe to use from many threads.
 */
public final class StructureChunker {

  private static final int REVISION = 1;

  private final ChunkSizes sizes;

  public StructureChunker(ChunkSizes sizes) {
    this.sizes = sizes;
  }

  /** Changes whenever the same document could be cut differently: with the sizes or with the rules. */
  public String version() {
    return "structure-" + REVISION + "/" + sizes.chunk() + "/" + sizes.section();
  }

  /** Cuts the document; there are no chunks when it has no text. */
  public ChunkedDocument chunk(Document document) {
    Cut cut = new Cut(document);
    Planned root = cut.plan(Outline.of(document.blocks()));
    while (root.own.isEmpty() && root.children.size() == 1) {
      root = root.children.getFirst();
    }
    cut.assign(root);
    return new ChunkedDocument(document, cut.sections, cut.chunks);
  }

  /** A node of the outline with its text already packed. */
  private record Planned(Outline.Node node, List<Packer.Pack> own, List<Planned> children, int tokens) {

    /** All packs of the node and below, in reading order, each with the headings over it. */
    void collect(List<Placed> placed) {
      own.forEach(pack -> placed.add(new Placed(pack, node.headings)));
      children.forEach(child -> child.collect(placed));
    }
  }

  private record Placed(Packer.Pack pack, List<String> headings) {
  }

  /** One document on the cutting table. */
  private final class Cut {

    private final Document document;
    private final Excerpts sectionExcerpts;
    private final Excerpts chunkExcerpts;
    private final List<Section> sections = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();

    Cut(Document document) {
      this.document = document;
      this.sectionExcerpts = new Excerpts(document.text());
      this.chunkExcerpts = new Excerpts(document.text());
    }

    Planned plan(Outline.Node node) {
      List<Unit> units = Units.of(document.text(), node.content(), sizes);
      List<Packer.Pack> own = Packer.pack(document.text(), units, sizes.chunk());
      List<Planned> children = node.children.stream().map(this::plan).toList();
      int tokens = node.heading == null ? 0 : TokenEstimate.of(node.heading.title());
      tokens += own.stream().mapToInt(Packer.Pack::tokens).sum();
      tokens += children.stream().mapToInt(Planned::tokens).sum();
      return new Planned(node, own, children, tokens);
    }

    void assign(Planned planned) {
      if (planned.tokens <= sizes.section()) {
        List<Placed> placed = new ArrayList<>();
        planned.collect(placed);
        addSection(planned.node, placed, true);
        return;
      }
      List<Placed> group = new ArrayList<>();
      int tokens = 0;
      boolean first = true;
      for (Packer.Pack pack : planned.own) {
        if (tokens > 0 && tokens + pack.tokens() > sizes.section()) {
          addSection(planned.node, group, first);
          group.clear();
          tokens = 0;
          first = false;
        }
        group.add(new Placed(pack, planned.node.headings));
        tokens += pack.tokens();
      }
      addSection(planned.node, group, first);
      planned.children.forEach(this::assign);
    }

    private void addSection(Outline.Node node, List<Placed> placed, boolean first) {
      if (placed.isEmpty()) {
        return;
      }
      Span span = placed.getFirst().pack.span().to(placed.getLast().pack.span());
      Span withHeading = first ? node.from(span) : span;
      Section section = new Section(sections.size(), node.headings, sectionExcerpts.at(withHeading));
      sections.add(section);
      placed.forEach(each -> addChunk(each, section));
    }

    private void addChunk(Placed placed, Section section) {
      String prefix = prefix(placed);
      String passage = Chunk.passage(prefix, placed.pack.span().of(document.text()));
      int occurrence = occurrences.merge(passage, 1, Integer::sum) - 1;
      chunks.add(new Chunk(ChunkId.of(document.id(), passage, occurrence), document.id(), chunks.size(),
          placed.headings, prefix, chunkExcerpts.at(placed.pack.span()), section));
    }

    private String prefix(Placed placed) {
      List<String> parts = new ArrayList<>();
      if (placed.headings.isEmpty() || !placed.headings.getFirst().equals(document.title())) {
        parts.add(document.title());
      }
      parts.addAll(placed.headings);
      String place = String.join(" > ", parts);
      return placed.pack.header().isEmpty() ? place : place + "\n" + placed.pack.header();
    }
  }
}
