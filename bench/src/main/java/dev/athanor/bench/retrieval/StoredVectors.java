package dev.athanor.bench.retrieval;

import dev.athanor.json.Hash;
import dev.athanor.knowledge.embed.Embedder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedder that keeps the vectors of a corpus in a file, so that a second run of a benchmark takes seconds. The file is
 * named for the embedder and the texts: it can't be stale.
 *
 * @param embedder the one whose vectors are kept
 * @param folder where
 */
public record StoredVectors(Embedder embedder, Path folder) {
  private static final int BATCH = 256;

  /** The vectors of these texts, in their order. */
  public List<float[]> of(List<String> texts) throws IOException {
    Path file = folder.resolve("vectors-" + Hash.of(embedder.version() + '\0' + String.join("\0", texts))
        .brief());
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      write(file, texts);
    }
    return read(file, texts.size());
  }

  private void write(Path file, List<String> texts) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    long start = System.nanoTime();
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
      for (int from = 0; from < texts.size(); from += BATCH) {
        for (float[] vector : embedder.embed(texts.subList(from, Math.min(texts.size(), from + BATCH)))) {
          for (float each : vector) {
            out.writeFloat(each);
          }
        }
        System.err.printf("\rembedding %d of %d (%.0f s)", from, texts.size(), (System.nanoTime() - start)
            / 1e9);
      }
      System.err.println();
    }
    Files.move(partial, file);
  }

  private List<float[]> read(Path file, int count) throws IOException {
    List<float[]> vectors = new ArrayList<>();
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int i = 0; i < count; i++) {
        var vector = new float[embedder.dimensions()];
        for (int j = 0; j < vector.length; j++) {
          vector[j] = in.readFloat();
        }
        vectors.add(vector);
      }
    }
    return vectors;
  }
}
