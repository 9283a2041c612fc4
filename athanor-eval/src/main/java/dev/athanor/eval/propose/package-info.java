/**
 * Cases that are proposed from documents, for a person to review: {@link dev.athanor.eval.propose.HeadingQuestions} and
 * {@link dev.athanor.eval.propose.ClozeQuestions} need no model, {@link dev.athanor.eval.propose.GeneratedQuestions} asks
 * one; {@link dev.athanor.eval.propose.Proposals} chooses among what they propose.
 */
@NullMarked
package dev.athanor.eval.propose;

import org.jspecify.annotations.NullMarked;
