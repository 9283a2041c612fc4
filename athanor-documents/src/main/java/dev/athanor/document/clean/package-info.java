/**
 * What is done to a document between reading and cutting it, each with a count that the ledger keeps.
 *
 * <p>Rules look at pieces of the text (prose, cells, code, what is between) and say what is to be changed; {@code Edits}
 * changes the text and carries the spans of all blocks along. Mojibake comes first, since a repaired text has other
 * characters, and secrets last, since a key with a zero-width space in it is a key.
 *
 * <p>Start with {@link dev.athanor.document.clean.Cleaning}.
 */
@NullMarked
package dev.athanor.document.clean;

import org.jspecify.annotations.NullMarked;
