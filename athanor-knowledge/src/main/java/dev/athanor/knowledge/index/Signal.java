package dev.athanor.knowledge.index;

/**
 * What one way of searching says about a candidate.
 *
 * @param score BM25 for keywords, the cosine for vectors; exact, however the candidate was found
 * @param rank the candidate's place among all candidates by this score, from 1
 */
public record Signal(double score, int rank) {}
