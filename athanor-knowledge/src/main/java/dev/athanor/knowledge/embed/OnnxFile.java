package dev.athanor.knowledge.embed;

import dev.athanor.knowledge.embed.Wire.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A model as a file of ONNX, of which the nodes of the graph can be changed. The numbers of the fields are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class OnnxFile {
  private static final int GRAPH = 7;
  private static final int NODE = 1;

  private OnnxFile() {}

  /**
   * The model with other nodes.
   *
   * @throws IllegalArgumentException if it is no model
   */
  static byte[] changed(byte[] model, UnaryOperator<List<Node>> change) {
    List<Field> fields = new ArrayList<>();
    int graphs = 0;
    for (Field field : Wire.fields(ByteBuffer.wrap(model))) {
      if (field.number() == GRAPH) {
        graphs++;
        fields.add(Field.of(GRAPH, graph(Wire.fields(field.content()), change)));
      } else {
        fields.add(field);
      }
    }
    if (graphs != 1) {
      throw new IllegalArgumentException(
          "it has " + graphs + " graphs; expected one, as every ONNX model has");
    }
    return Wire.message(fields);
  }

  private static byte[] graph(List<Field> fields, UnaryOperator<List<Node>> change) {
    List<Node> nodes = fields.stream().filter(each -> each.number() == NODE)
        .map(each -> new Node(Wire.fields(each.content()))).toList();
    List<Field> changed = new ArrayList<>(change.apply(nodes).stream()
        .map(each -> Field.of(NODE, Wire.message(each.fields()))).toList());
    fields.stream().filter(each -> each.number() != NODE).forEach(changed::add);
    return Wire.message(changed);
  }

  /** One operation: NodeProto. */
  record Node(List<Field> fields) {
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int NAME = 3;
    private static final int OPERATION = 4;
    private static final int ATTRIBUTE = 5;

    /** Types of AttributeProto. */
    private static final int FLOAT = 1;

    private static final int TENSOR = 4;
    /** Types of TensorProto. */
    private static final int FLOATS = 1;

    private static final int LONGS = 7;

    static Node of(String operation, List<String> inputs, String output) {
      List<Field> fields = new ArrayList<>(inputs.stream().map(each -> Field.of(INPUT, each)).toList());
      fields.addAll(List.of(Field.of(OUTPUT, output), Field.of(NAME, output + "/" + operation),
          Field.of(OPERATION, operation)));
      return new Node(fields);
    }

    /** Gives one number, of shape [1]. */
    static Node number(String output, long value) {
      return of("Constant", List.of(), output).with(tensor(LONGS,
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array()));
    }

    /** Gives a tensor of a shape that is computed, with one number at each place. */
    static Node filled(String shape, String output, float value) {
      return of("ConstantOfShape", List.of(shape), output).with(tensor(FLOATS,
          ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array()));
    }

    /** TensorProto, in an AttributeProto that is called {@code value}. */
    private static Field tensor(int type, byte[] value) {
      byte[] tensor = Wire.message(List.of(Field.of(1, 1), Field.of(2, type), Field.of(9, value)));
      return Field.of(ATTRIBUTE,
          Wire.message(List.of(Field.of(1, "value"), Field.of(5, tensor), Field.of(20, TENSOR))));
    }

    Node with(String attribute, float value) {
      return with(Field.of(ATTRIBUTE,
          Wire.message(List.of(Field.of(1, attribute), Field.of(2, value), Field.of(20, FLOAT)))));
    }

    private Node with(Field attribute) {
      List<Field> more = new ArrayList<>(fields);
      more.add(attribute);
      return new Node(more);
    }

    /** The same with another input or output. */
    Node renamed(String from, String to) {
      return new Node(fields.stream()
          .map(each -> (each.number() == INPUT || each.number() == OUTPUT) && each.text().equals(from)
              ? Field.of(each.number(), to) : each)
          .toList());
    }

    List<String> inputs() {
      return fields.stream().filter(each -> each.number() == INPUT).map(Field::text).toList();
    }

    /** The name of what it gives, or of the first of several. */
    String output() {
      return fields.stream().filter(each -> each.number() == OUTPUT).findFirst().map(Field::text).orElse("");
    }
  }
}
