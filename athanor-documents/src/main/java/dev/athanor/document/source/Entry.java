package dev.athanor.document.source;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import java.net.URI;
import java.util.OptionalLong;

/**
 * A document that a source has.
 *
 * @param location where it is, for the source that opens it and for people: {@code file:///data/docs/a.md}
 * @param bytes its size when it was listed, if the source tells without opening it
 * @param attributes what is known of it without opening it
 */
public record Entry(DocumentId document, URI location, OptionalLong bytes, Attributes attributes) {
}
