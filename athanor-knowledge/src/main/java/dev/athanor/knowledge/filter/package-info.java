/**
 * Filters: which documents a search may find, by what is known of them.
 *
 * <p>A filter is written as a short text such as {@code source:handbook modified>=2024-01-01 -language:de}, parsed into a
 * tree, and translated by each index into a query of its own. What the tree means is said by
 * {@link dev.athanor.knowledge.filter.Filter#admits}, to which every translation is held.
 *
 * <p>Start from {@link dev.athanor.knowledge.filter.Filter}; {@link dev.athanor.knowledge.filter.DocumentFields} has the
 * fields of a document.
 */
@NullMarked
package dev.athanor.knowledge.filter;

import org.jspecify.annotations.NullMarked;
