/**
 * Answers a question with sentences that stand in the documents, or says why it can't: the honest baseline that a language
 * model has to beat.
 *
 * <p>The flow: {@link dev.athanor.knowledge.answer.ExtractiveProgram} searches a snapshot, takes the sentences of what it
 * found, compares each with the question by meaning and by words, and looks in the best for the words that are the answer
 * itself. A linear model scores those; its weights were learned from one half of a public set of questions and are measured
 * on the other. If the evidence is such that answers usually turn out wrong, it abstains. Every step is a pure function:
 * the same question on the same snapshot has the same answer.
 *
 * <p>Start from {@link dev.athanor.knowledge.answer.ExtractiveProgram} and {@link dev.athanor.knowledge.answer.Answer}.
 */
@NullMarked
package dev.athanor.knowledge.answer;

import org.jspecify.annotations.NullMarked;
