package dev.athanor.knowledge.embed;

import dev.athanor.knowledge.embed.Wire.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes the graph of the shipped model so that its last layer computes the first row only, the one that is read: for each
 * text a tenth less, with the same weights. The other rows are still what that row attends to.
 *
 * <p>The numbers of the fields are those of <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class FirstRow {
  private static final int GRAPH = 7;
  private static final int NODE = 1;
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OPERATION = 4;
  private static final int ATTRIBUTE = 5;

  private static final String LAST = "/encoder/layer.11/attention/";
  /** What asks, a row for each token; and what is added to what it was answered. */
  private static final String QUERY = LAST + "self/query/Add_output_0";
  private static final String SUM = LAST + "output/Add_output_0";
  private static final String BEFORE = "/encoder/layer.10/output/LayerNorm/Add_1_output_0";

  private static final String ZERO = "athanor.zero";
  private static final String ONE = "athanor.one";
  private static final String ALL = ".all";
  private static final String FIRST = ".first";

  private FirstRow() {}

  /**
   * The model that gives the first row.
   *
   * @throws IllegalArgumentException if it is not the shipped one
   */
  static byte[] only(byte[] model) {
    List<Field> fields = Wire.fields(ByteBuffer.wrap(model));
    Field graph = fields.stream().filter(each -> each.number() == GRAPH).findFirst()
        .orElseThrow(FirstRow::another);
    Field changed = Field.of(GRAPH, changed(Wire.fields(graph.content())));
    return Wire.message(fields.stream().map(each -> each == graph ? changed : each).toList());
  }

  private static IllegalArgumentException another() {
    return new IllegalArgumentException("the model does not have the nodes of the shipped one");
  }

  private static byte[] changed(List<Field> graph) {
    List<Field> changed = new ArrayList<>(List.of(number(ZERO, 0), number(ONE, 1)));
    int found = 0;
    for (Field field : graph) {
      List<Field> node = field.number() == NODE ? Wire.fields(field.content()) : List.of();
      String output = first(node, OUTPUT).orElse("");
      if (output.equals(QUERY)) {
        changed.add(renamed(node, OUTPUT, QUERY, QUERY + ALL));
        changed.add(firstRow(QUERY + ALL, QUERY));
        found++;
      } else if (output.equals(SUM)) {
        changed.add(firstRow(BEFORE, BEFORE + FIRST));
        changed.add(renamed(node, INPUT, BEFORE, BEFORE + FIRST));
        found++;
      } else {
        changed.add(field);
      }
    }
    if (found != 2) {
      throw another();
    }
    return Wire.message(changed);
  }

  private static Field renamed(List<Field> node, int where, String from, String to) {
    return Field.of(NODE, Wire.message(node.stream()
        .map(each -> each.number() == where && each.text().equals(from) ? Field.of(where, to) : each)
        .toList()));
  }

  private static Optional<String> first(List<Field> node, int number) {
    return node.stream().filter(each -> each.number() == number).findFirst().map(Field::text);
  }

  /** A node that takes the rows of a shape [texts, rows, columns] from 0 to 1, along axis 1. */
  private static Field firstRow(String from, String to) {
    return Field.of(NODE, Wire.message(List.of(Field.of(INPUT, from), Field.of(INPUT, ZERO),
        Field.of(INPUT, ONE), Field.of(INPUT, ONE), Field.of(OUTPUT, to), Field.of(NAME, to + "/Slice"),
        Field.of(OPERATION, "Slice"))));
  }

  /** A node that gives one number: TensorProto has its shape in field 1, its type in 2 (7 is INT64), its bytes in 9. */
  private static Field number(String name, long value) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    byte[] tensor = Wire.message(List.of(Field.of(1, 1), Field.of(2, 7), Field.of(9, bytes)));
    // AttributeProto: its name in 1, a tensor in 5, its type in 20 (4 is TENSOR).
    byte[] attribute = Wire.message(List.of(Field.of(1, "value"), Field.of(5, tensor), Field.of(20, 4)));
    return Field.of(NODE, Wire.message(List.of(Field.of(OUTPUT, name), Field.of(NAME, name),
        Field.of(OPERATION, "Constant"), Field.of(ATTRIBUTE, attribute))));
  }
}
