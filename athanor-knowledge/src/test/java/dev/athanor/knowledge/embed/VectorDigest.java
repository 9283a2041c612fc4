package dev.athanor.knowledge.embed;

import dev.athanor.json.Hash;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Embeds some texts and prints a hash of the bits; run in other processes to compare. */
final class VectorDigest {
  static final List<String> TEXTS = List.of("An athanor is a furnace that keeps an even heat.",
      "Der Ofen hält die Wärme. ".repeat(20), "", "heat",
      "The furnace of the alchemists, fed by a tower of charcoal. ".repeat(60));

  private VectorDigest() {}

  public static void main(String[] arguments) {
    try (var embedder = OnnxEmbedder.bgeSmall(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      System.out.println(of(embedder.embed(TEXTS)));
    }
  }

  static Hash of(List<float[]> vectors) {
    ByteBuffer bytes = ByteBuffer.allocate(vectors.stream().mapToInt(vector -> vector.length * Float.BYTES)
        .sum());
    for (float[] vector : vectors) {
      for (float each : vector) {
        bytes.putFloat(each);
      }
    }
    return Hash.of(bytes.array());
  }
}
