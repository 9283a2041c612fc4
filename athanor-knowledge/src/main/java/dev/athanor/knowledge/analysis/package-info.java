/**
 * The words of a text in the form in which they are searched: the same for what is indexed, for what is asked, and for
 * what is compared with an answer.
 *
 * <p>Start from {@link dev.athanor.knowledge.analysis.IndexedWord}.
 */
@NullMarked
package dev.athanor.knowledge.analysis;

import org.jspecify.annotations.NullMarked;
