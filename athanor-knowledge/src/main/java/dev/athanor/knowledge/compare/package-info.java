/**
 * Compares how well two indexes, or two ways to search one, find what questions are about.
 *
 * <p>The flow: {@link dev.athanor.knowledge.compare.QuestionFile} reads questions and what is expected of each;
 * {@link dev.athanor.knowledge.compare.Comparer} asks both sides each of them, judges the hits and pairs the measures question by
 * question; {@link dev.athanor.knowledge.compare.Verdict} says what so many questions can show. Questions are the unit of all
 * intervals and tests.
 *
 * <p>Start from {@link dev.athanor.knowledge.compare.Comparer} and {@link dev.athanor.knowledge.compare.Comparison}.
 */
@NullMarked
package dev.athanor.knowledge.compare;

import org.jspecify.annotations.NullMarked;
