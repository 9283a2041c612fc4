package dev.athanor.document.clean;

import dev.athanor.document.Document;

/** A document that was cleaned, and how. */
public record Cleaned(Document document, Treatment treatment) {
}
