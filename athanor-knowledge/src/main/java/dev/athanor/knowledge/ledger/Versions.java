package dev.athanor.knowledge.ledger;

/** What made a document's text, chunks and vectors. */
public record Versions(String parser, String cleaning, String chunker, String embedder) {
}
