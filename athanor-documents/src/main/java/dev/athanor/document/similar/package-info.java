/**
 * Which documents say the same: exactly, after case, punctuation and white space, or nearly.
 *
 * <p>Of each document only a {@link dev.athanor.document.similar.Sketch} is kept: a hash of its words, and 112 minima of
 * hashes of its runs of three words (MinHash, Broder 1997), half a kilobyte. Documents that agree in a band of 8 of
 * them are candidates, and are of one group if what their sketches agree in says that they are alike enough.
 *
 * <p>Start with {@link dev.athanor.document.similar.Likeness}.
 */
@NullMarked
package dev.athanor.document.similar;

import org.jspecify.annotations.NullMarked;
