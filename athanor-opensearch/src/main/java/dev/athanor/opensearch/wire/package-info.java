/**
 * Speaks HTTP and JSON with the nodes of an OpenSearch cluster: who is asked, what is asked again, and what a refusal means
 * to a user.
 *
 * <p>The flow: an {@link dev.athanor.opensearch.wire.Ask} goes to one node after the other until one answers; what may
 * pass by waiting (a node that is gone, a queue that is full, a shard that moves) is asked again after a random pause,
 * until the patience ends. Whatever is asked can be asked twice.
 *
 * <p>Start from {@link dev.athanor.opensearch.wire.Cluster}.
 */
@NullMarked
package dev.athanor.opensearch.wire;

import org.jspecify.annotations.NullMarked;
