package dev.athanor.knowledge.index;

import dev.athanor.knowledge.chunk.ChunkId;
import java.util.Optional;

/**
 * A chunk that a search of a snapshot found in one way or another.
 *
 * @param number the chunk's number in the snapshot, for {@link Snapshot#chunk}
 * @param id the chunk's name, which breaks ties
 * @param keyword what the keywords say, if they were asked; a score of 0 when none of them occurs
 * @param dense what the vectors say, if they were asked
 */
public record Candidate(int number, ChunkId id, Optional<Signal> keyword, Optional<Signal> dense) {}
