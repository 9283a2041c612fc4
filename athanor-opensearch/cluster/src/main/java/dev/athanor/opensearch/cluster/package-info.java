/**
 * One node of an OpenSearch cluster, to be started by tests in a process of its own.
 *
 * <p>Start from {@link dev.athanor.opensearch.cluster.SearchNode}.
 */
@NullMarked
package dev.athanor.opensearch.cluster;

import org.jspecify.annotations.NullMarked;
