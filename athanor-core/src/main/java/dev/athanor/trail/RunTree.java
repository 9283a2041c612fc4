package dev.athanor.trail;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.Stamped;
import dev.athanor.run.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A recorded run as a tree of scopes and steps, each where the program put it, in the order of first mention. */
public final class RunTree {
  private final Map<Path, Building> nodes = new LinkedHashMap<>();
  private final Building root = new Building(Path.ROOT);

  private RunTree() {
    nodes.put(Path.ROOT, root);
  }

  /**
   * One place in the run.
   *
   * @param path where
   * @param entries what is recorded there, in order; empty for a scope
   * @param lost whether it belongs to a branch that lost its race
   * @param children what lies inside
   */
  public record Node(Path path, List<Entry> entries, boolean lost, List<Node> children) {
    /** The step's answer, if this is a step that was answered. */
    public Optional<Entry.Completed> step() {
      return first(Entry.Completed.class);
    }

    /** The wait, if this is one. */
    public Optional<Entry.Waiting> waiting() {
      return first(Entry.Waiting.class);
    }

    /** The wait's answer. */
    public Optional<Entry.Answered> answered() {
      return first(Entry.Answered.class);
    }

    /** The tries that failed before the answer. */
    public List<Entry.Attempted> attempts() {
      return entries.stream().filter(Entry.Attempted.class::isInstance).map(Entry.Attempted.class::cast)
          .toList();
    }

    private <E extends Entry> Optional<E> first(Class<E> kind) {
      return entries.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
  }

  /** The tree of a run. */
  public static Node of(Recording recording) {
    RunTree tree = new RunTree();
    for (Stamped stamped : recording.entries()) {
      tree.at(stamped.entry().path()).entries.add(stamped.entry());
    }
    return tree.root.built(false);
  }

  private Building at(Path path) {
    Building node = nodes.get(path);
    if (node == null) {
      node = new Building(path);
      at(path.parent()).children.add(node);
      nodes.put(path, node);
    }
    return node;
  }

  private static final class Building {
    final Path path;
    final List<Entry> entries = new ArrayList<>();
    final List<Building> children = new ArrayList<>();

    Building(Path path) {
      this.path = path;
    }

    Node built(boolean lost) {
      Optional<Path> winner = entries.stream().filter(Entry.Won.class::isInstance)
          .map(won -> path.item(Integer.toString(((Entry.Won) won).branch()))).findFirst();
      List<Node> inside = children.stream()
          .map(child -> child.built(lost || winner.map(path -> !child.path.equals(path)).orElse(false)))
          .toList();
      return new Node(path, List.copyOf(entries), lost, inside);
    }
  }
}
