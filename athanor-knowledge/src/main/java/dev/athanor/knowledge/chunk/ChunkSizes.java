package dev.athanor.knowledge.chunk;

/**
 * How large chunks and sections become, in estimated tokens (see {@link dev.athanor.model.TokenEstimate}).
 *
 * @param chunk what a chunk aims at. Text is cut before it would be exceeded, except that a short rest may
 *     join its neighbour and that a table or a piece of code is kept whole up to the size of a section.
 * @param section what a section does not exceed, except where one sentence or row does by itself
 */
public record ChunkSizes(int chunk, int section) {

  /** 220 tokens a chunk, 1,200 a section. */
  public static final ChunkSizes STANDARD = new ChunkSizes(220, 1_200);

  /** The least that a chunk may aim at. */
  public static final int SMALLEST_CHUNK = 16;

  public ChunkSizes {
    if (chunk < SMALLEST_CHUNK || section < chunk) {
      throw new IllegalArgumentException("Chunks have at least " + SMALLEST_CHUNK
          + " tokens and sections at least as many as a chunk, but chunk is " + chunk + " and section is "
          + section
          + ".");
    }
  }
}
