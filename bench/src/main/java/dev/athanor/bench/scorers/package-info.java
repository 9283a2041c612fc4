/** Scorers against people and against published figures: {@code bfcl}, {@code llmbar} and {@code ragtruth}. */
@NullMarked
package dev.athanor.bench.scorers;

import org.jspecify.annotations.NullMarked;
