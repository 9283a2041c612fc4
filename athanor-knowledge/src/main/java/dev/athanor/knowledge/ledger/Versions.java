package dev.athanor.knowledge.ledger;

/** What made a document's chunks and vectors. */
public record Versions(String parser, String chunker, String embedder) {
}
