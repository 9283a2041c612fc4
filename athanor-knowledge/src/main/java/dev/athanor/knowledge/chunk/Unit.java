package dev.athanor.knowledge.chunk;

import dev.athanor.document.Span;

/**
 * What the packer does not cut any further: a sentence, a table, a piece of code, or a part of one that was
 * too large.
 *
 * @param kind how the packer may combine it
 * @param endsBlock whether its block ends with it, which makes a good place to end a chunk
 * @param header what to repeat before it when it continues a table; empty otherwise
 */
record Unit(Span span, int tokens, Kind kind, boolean endsBlock, String header) {

  enum Kind {
    /** Running text: packed with its neighbours. */
    TEXT,
    /** A table or code, whole: may share a chunk with a neighbour, never cut. */
    WHOLE,
    /** A part of an oversized table or piece of code: a chunk of its own. */
    PART
  }
}
