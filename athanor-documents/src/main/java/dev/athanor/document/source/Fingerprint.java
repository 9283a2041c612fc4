package dev.athanor.document.source;

/**
 * A short text that changes whenever a document's content may have changed. Only equality means anything.
 */
public record Fingerprint(String value) {
}
