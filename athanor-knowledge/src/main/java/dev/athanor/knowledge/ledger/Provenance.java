package dev.athanor.knowledge.ledger;

import dev.athanor.knowledge.source.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * What a document was made of, and by what.
 *
 * @param rawHash SHA-256 of the file's bytes, in hexadecimal
 * @param fingerprint stands for those bytes; null when only the bytes themselves can tell
 */
public record Provenance(String rawHash, @Nullable Fingerprint fingerprint, Versions versions) {
}
