package dev.athanor.knowledge.chunk;

import dev.athanor.document.Block;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree that a document's headings make of its blocks. */
final class Outline {

  /** A heading (none for the root), the blocks directly under it, and the headings below it. */
  static final class Node {

    final List<String> headings;
    final Block.@Nullable Heading heading;
    final List<Block> body = new ArrayList<>();
    final List<Node> children = new ArrayList<>();

    private Node(List<String> headings, Block.@Nullable Heading heading) {
      this.headings = List.copyOf(headings);
      this.heading = heading;
    }

    private int level() {
      return heading == null ? 0 : heading.level();
    }

    /** What this node's own chunks are made of: its body, or the heading itself if there is nothing else. */
    List<Block> content() {
      return body.isEmpty() && children.isEmpty() && heading != null ? List.of(heading) : body;
    }

    /** Where the node's own text starts: its heading, where it has one. */
    Span from(Span first) {
      return heading == null ? first : heading.span().to(first);
    }
  }

  private Outline() {
  }

  static Node of(List<Block> blocks) {
    Node root = new Node(List.of(), null);
    List<Node> open = new ArrayList<>(List.of(root));
    for (Block block : blocks) {
      if (block instanceof Block.Heading heading && !heading.title().isEmpty()) {
        while (open.getLast().level() >= heading.level()) {
          open.removeLast();
        }
        Node parent = open.getLast();
        List<String> headings = new ArrayList<>(parent.headings);
        headings.add(heading.title());
        Node node = new Node(headings, heading);
        parent.children.add(node);
        open.add(node);
      } else {
        open.getLast().body.add(block);
      }
    }
    return root;
  }
}
