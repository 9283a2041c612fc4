/**
 * Measures what was found against what should have been found: {@link dev.athanor.eval.scorer.retrieval.RetrievalScorers} by the ids of
 * passages or documents, {@link dev.athanor.eval.scorer.retrieval.SpanScorers} by the places in documents.
 */
@NullMarked
package dev.athanor.eval.scorer.retrieval;

import org.jspecify.annotations.NullMarked;
