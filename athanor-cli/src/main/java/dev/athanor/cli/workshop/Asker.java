package dev.athanor.cli.workshop;

import dev.athanor.document.Principals;

/**
 * Who asks, and among which documents.
 *
 * @param principals in whose names
 * @param filter as {@link dev.athanor.knowledge.filter.Filter#parse} reads it; blank for all documents
 */
public record Asker(Principals principals, String filter) {
  /** Somebody of whom nothing is known, among all documents that are there for everyone. */
  public static final Asker ANYBODY = new Asker(Principals.ANYBODY, "");
}
