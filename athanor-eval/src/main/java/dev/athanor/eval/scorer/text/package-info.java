/**
 * Compares words: what a system has said with what it should have said. {@link dev.athanor.eval.scorer.text.TextScorers} makes the scorers; with
 * several right answers the best comparison counts.
 */
@NullMarked
package dev.athanor.eval.scorer.text;

import org.jspecify.annotations.NullMarked;
