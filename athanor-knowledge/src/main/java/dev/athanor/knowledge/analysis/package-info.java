/**
 * The words of a text in the form in which they are searched: the same for what is indexed, for what is asked, and for
 * what is compared with an answer.
 *
 * <p>A document is cut by the rules of its language; a question, whose language is not known, by those of every language
 * that the searched documents have. A word of a form that no document has in that language counts for nothing.
 *
 * <p>Start from {@link dev.athanor.knowledge.analysis.Language}.
 */
@NullMarked
package dev.athanor.knowledge.analysis;

import org.jspecify.annotations.NullMarked;
