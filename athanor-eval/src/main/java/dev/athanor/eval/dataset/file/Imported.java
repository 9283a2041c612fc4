package dev.athanor.eval.dataset.file;

import dev.athanor.eval.dataset.Dataset;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a file of somebody else's has: cases, and what a system has answered there.
 *
 * @param form of the file, in words
 * @param dataset the cases
 * @param outputs of a system, one a line, as files of recorded outputs have them; empty if the file has none
 */
public record Imported(String form, Dataset dataset, List<ObjectNode> outputs) {
  /** Copies. */
  public Imported {
    outputs = List.copyOf(outputs);
  }
}
