package dev.athanor.knowledge.rerank;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes ONNX files of a few nodes, byte for byte as protobuf lays them out. */
public final class TinyModel {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private TinyModel() {}

  /** A model whose score is the sum of the passage's tokens. */
  public static Path sumOfPassage(Path file) {
    return write(file, List.of("input_ids", "attention_mask", "token_type_ids"), concat(
        node("Cast", List.of("input_ids"), "ids", integer("to", FLOAT)),
        node("Cast", List.of("token_type_ids"), "types", integer("to", FLOAT)),
        node("Mul", List.of("ids", "types"), "passage"), node("ReduceSum", List.of("passage"), "score")));
  }

  /** A model that gives a number for each token. */
  static Path numberForEachToken(Path file) {
    return write(file, List.of("input_ids"),
        node("Cast", List.of("input_ids"), "score", integer("to", FLOAT)));
  }

  /** A model that takes pictures. */
  static Path ofPictures(Path file) {
    return write(file, List.of("pixel_values"),
        node("Cast", List.of("pixel_values"), "score", integer("to", FLOAT)));
  }

  private static Path write(Path file, List<String> inputs, byte[] nodes) {
    byte[] graph = concat(nodes, field(2, text("graph")));
    for (String each : inputs) {
      graph = concat(graph, field(11, value(each, INT64)));
    }
    graph = concat(graph, field(12, value("score", FLOAT)));
    byte[] model = concat(number(1, 8), field(7, graph), field(8, number(2, 13)));
    try {
      return Files.write(file, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] node(String operator, List<String> inputs, String output, byte[]... attributes) {
    byte[] node = {};
    for (String each : inputs) {
      node = concat(node, field(1, text(each)));
    }
    node = concat(node, field(2, text(output)), field(4, text(operator)));
    for (byte[] each : attributes) {
      node = concat(node, field(5, each));
    }
    return field(1, node);
  }

  private static byte[] integer(String name, long value) {
    return concat(field(1, text(name)), number(3, value), number(20, 2));
  }

  /** A value of any two dimensions. */
  private static byte[] value(String name, int type) {
    byte[] shape =
        concat(field(1, field(2, text(name + "_rows"))), field(1, field(2, text(name + "_columns"))));
    return concat(field(1, text(name)), field(2, field(1, concat(number(1, type), field(2, shape)))));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] field(int tag, byte[] content) {
    return concat(varint(((long) tag << 3) | 2), varint(content.length), content);
  }

  private static byte[] number(int tag, long value) {
    return concat(varint((long) tag << 3), varint(value));
  }

  private static byte[] varint(long value) {
    var bytes = new ByteArrayOutputStream();
    long left = value;
    while (left > 127) {
      bytes.write((int) ((left & 127) | 128));
      left >>>= 7;
    }
    bytes.write((int) left);
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] each : parts) {
      bytes.writeBytes(each);
    }
    return bytes.toByteArray();
  }
}
