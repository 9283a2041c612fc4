package dev.athanor.knowledge.embed;

import dev.athanor.knowledge.embed.OnnxFile.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes the graph of the shipped model so that it computes the same with less work, with the same weights. Rounding differs,
 * of which the model's 8 bits make about a thousandth: the cosine of both vectors of a text is .9987 on the average.
 *
 * <ul>
 *   <li>Only the first row of the last layer is read, so the others are not computed there: a tenth less. They are still what that
 *       row attends to.
 *   <li>A layer normalization is seven operations over all numbers, of which {@code InstanceNormalization} does the first six
 *       at once: normalizing each of a text's rows is what it does to the channels of a picture.
 * </ul>
 */
final class EncoderGraph {
  /** The lighter model as a file: making it takes longer than loading it, so it is made once on a machine. */
  static final UnpackedFiles.Made LIGHTER =
      new UnpackedFiles.Made("lighter-1.onnx", 33_982_103, EncoderGraph::lighter);

  private static final String LAST = "/encoder/layer.11/";
  /** What asks, a row for each token; and what is added to what it was answered. */
  private static final String QUERY = LAST + "attention/self/query/Add_output_0";
  private static final String SUM = LAST + "attention/output/Add_output_0";
  private static final String BEFORE = "/encoder/layer.10/output/LayerNorm/Add_1_output_0";

  private static final String NORMALIZATION = "/LayerNorm/";
  private static final String NORMALIZED = NORMALIZATION + "Div_output_0";
  private static final String CENTERED = NORMALIZATION + "Sub_output_0";
  /** What is computed of a normalization on the way to its quotient. */
  private static final Set<String> STEPS = Set.of("ReduceMean_output_0", "Sub_output_0", "Pow_output_0",
      "Constant_output_0", "ReduceMean_1_output_0", "Constant_1_output_0", "Add_output_0", "Sqrt_output_0");
  /** What BERT adds to a variance. */
  private static final float EPSILON = 1e-12f;
  /** One normalization after the embeddings, two in each of twelve layers, of which the last is left as it is. */
  private static final int NORMALIZATIONS = 23;

  private static final String INPUT = "input_ids";
  private static final String ZERO = "athanor.zero";
  private static final String ONE = "athanor.one";
  private static final String SHAPE = "athanor.shape";
  private static final String ROWS = "athanor.rows";
  private static final String ZEROS = "athanor.zeros";
  private static final String ONES = "athanor.ones";
  private static final String ALL = ".all";
  private static final String FIRST = ".first";

  private EncoderGraph() {}

  /**
   * The same model with less work.
   *
   * @throws IllegalArgumentException if it is not the shipped one
   */
  static byte[] lighter(byte[] model) {
    return OnnxFile.changed(model, EncoderGraph::changed);
  }

  private static List<Node> changed(List<Node> graph) {
    Map<String, Node> centered = new HashMap<>();
    graph.stream().filter(each -> each.output().endsWith(CENTERED))
        .forEach(each -> centered.put(each.output(), each));
    List<Node> changed = new ArrayList<>(rows());
    int rows = 0;
    int normalizations = 0;
    for (Node node : graph) {
      String output = node.output();
      if (output.equals(QUERY)) {
        changed.add(node.renamed(QUERY, QUERY + ALL));
        changed.add(firstRow(QUERY + ALL, QUERY));
        rows++;
      } else if (output.equals(SUM)) {
        changed.add(firstRow(BEFORE, BEFORE + FIRST));
        changed.add(node.renamed(BEFORE, BEFORE + FIRST));
        rows++;
      } else if (output.startsWith(LAST)) {
        changed.add(node);
      } else if (output.endsWith(NORMALIZED)) {
        Node difference = centered.get(node.inputs().getFirst());
        if (difference == null) {
          throw another();
        }
        changed.add(normalized(difference.inputs().getFirst(), output));
        normalizations++;
      } else if (!isStep(output)) {
        changed.add(node);
      }
    }
    if (rows != 2 || normalizations != NORMALIZATIONS) {
      throw another();
    }
    return changed;
  }

  private static IllegalArgumentException another() {
    return new IllegalArgumentException("the model does not have the nodes of the shipped one");
  }

  private static boolean isStep(String output) {
    int at = output.lastIndexOf(NORMALIZATION);
    return at >= 0 && STEPS.contains(output.substring(at + NORMALIZATION.length()));
  }

  /** As many ones and zeros as the text has rows: by what, and to what, a channel is scaled and moved. */
  private static List<Node> rows() {
    return List.of(Node.number(ZERO, 0), Node.number(ONE, 1),
        Node.of("Shape", List.of(INPUT), SHAPE), Node.of("Gather", List.of(SHAPE, ONE), ROWS),
        Node.filled(ROWS, ZEROS, 0), Node.filled(ROWS, ONES, 1));
  }

  private static Node normalized(String from, String to) {
    return Node.of("InstanceNormalization", List.of(from, ONES, ZEROS), to).with("epsilon", EPSILON);
  }

  /** Takes the rows of a shape [texts, rows, columns] from 0 to 1, along axis 1. */
  private static Node firstRow(String from, String to) {
    return Node.of("Slice", List.of(from, ZERO, ONE, ONE), to);
  }
}
