/**
 * The index in an OpenSearch cluster: what {@link dev.athanor.knowledge.index.lucene} is in a folder.
 *
 * <p>All snapshots are in one OpenSearch index. Every entry (a document, a section, a chunk) carries the generation in which
 * it came and the one in which it went; a snapshot is the filter for what is there at its generation, and one small document,
 * changed by compare-and-set only, says which snapshots there are and who writes. The words are cut here and weighed here,
 * from counts that the cluster answers exactly, and the cosines are added up here: so scores are those of the index in a
 * folder, whichever node and copy answers.
 *
 * <p>Start from {@link dev.athanor.opensearch.index.OpenSearchIndex}; every search is made by a
 * {@link dev.athanor.opensearch.index.View}, which knows no other than a filtered one.
 */
@NullMarked
package dev.athanor.opensearch.index;

import org.jspecify.annotations.NullMarked;
