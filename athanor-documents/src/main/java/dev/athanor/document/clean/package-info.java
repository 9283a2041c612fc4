/**
 * What is done to a document between reading and cutting it, each with a count that the ledger keeps.
 *
 * <p>Start with {@link dev.athanor.document.clean.Cleaning}.
 */
@NullMarked
package dev.athanor.document.clean;

import org.jspecify.annotations.NullMarked;
