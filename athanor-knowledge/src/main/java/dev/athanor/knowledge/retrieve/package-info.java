/**
 * Finds the passages of a snapshot that a question is about, and says why each was found.
 *
 * <p>The flow: the question's words are searched with BM25 and its meaning by vector; each candidate gets its exact score
 * in both; the scores are scaled to between 0 and 1 over the candidates and added with a weight (a convex combination, <a
 * href="https://arxiv.org/abs/2210.11934">Bruch et al. 2022</a>); the best are taken, not too many from one document, and
 * each comes with the section around it.
 *
 * <p>Start from {@link dev.athanor.knowledge.retrieve.Retriever};
 * {@link dev.athanor.knowledge.retrieve.RetrieveOperation} makes it a step of a run.
 */
@NullMarked
package dev.athanor.knowledge.retrieve;

import org.jspecify.annotations.NullMarked;
