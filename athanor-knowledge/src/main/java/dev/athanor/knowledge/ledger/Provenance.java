package dev.athanor.knowledge.ledger;

import dev.athanor.document.Attributes;
import dev.athanor.document.source.Fingerprint;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a document was made of, and by what.
 *
 * @param location where its content was
 * @param rawHash SHA-256 of the content's bytes, in hexadecimal
 * @param fingerprint stands for those bytes; null when only the bytes themselves can tell
 * @param attributes what was known of it without opening it
 */
public record Provenance(URI location, String rawHash, @Nullable Fingerprint fingerprint,
    Attributes attributes,
    Versions versions) {
}
