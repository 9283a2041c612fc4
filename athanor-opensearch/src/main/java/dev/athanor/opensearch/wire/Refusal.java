package dev.athanor.opensearch.wire;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a refusal of a cluster means to a user, and whether waiting helps. */
public final class Refusal {
  /** What a node says, mostly with status 500, when another one went away from under a request. */
  private static final Set<String> NODE_WENT =
      Set.of("node_not_connected_exception", "node_disconnected_exception",
          "node_closed_exception", "connect_transport_exception", "send_request_transport_exception",
          "receive_timeout_transport_exception");

  private Refusal() {}

  /** Whether the same may be done a little later. A full disk is not mended by asking again. */
  static boolean mayPass(Reply reply) {
    return mayPass(reply.status(), reply.body().path("error"));
  }

  /** Whether the same may be done a little later. */
  public static boolean mayPass(int status, JsonNode error) {
    boolean passes = switch (status) {
      case 429, 502, 503, 504 -> true;
      default -> Reply.kinds(error).stream().anyMatch(NODE_WENT::contains);
    };
    return passes && !isBlocked(error);
  }

  private static boolean isBlocked(JsonNode error) {
    return Reply.kind(error).equals("cluster_block_exception") && Reply.reason(error).contains("read-only");
  }

  /** The error that this is. */
  public static AthanorException of(Ask ask, Reply reply) {
    return of(ask.method() + " " + ask.path(), reply.status(), reply.body().path("error"));
  }

  /** The error that this is. */
  public static AthanorException of(String asked, int status, JsonNode error) {
    String reason = Reply.reason(error);
    if (isBlocked(error)) {
      return blocked(reason);
    }
    if (status == 401 || status == 403) {
      return AthanorException.user("opensearch-forbidden",
          "OpenSearch refused " + asked + " (HTTP " + status + ": "
              + reason
              + "); expected a user who may create, write and search the index; check user and password under"
              + " knowledge.index.opensearch in athanor.yaml, and that user's roles");
    }
    if (reason.contains("unknown setting [index.knn]")
        || reason.contains("No handler for type [knn_vector]")) {
      return AthanorException.user("opensearch-no-knn", "the OpenSearch cluster has no k-NN plugin (" + reason
          + "); expected every node to have it, as the standard distribution does; install it with"
          + " `opensearch-plugin install opensearch-knn` on every node and start them again");
    }
    return new AthanorException("opensearch-failed", Category.DATA, mayPass(status, error),
        "OpenSearch did not do "
            + asked + " (HTTP " + status + ", " + Reply.kind(error) + ": " + reason
            + "); the last committed snapshot is whole: mend the cause and try again");
  }

  private static AthanorException blocked(String reason) {
    if (reason.contains("watermark") || reason.contains("allow-delete")) {
      return AthanorException.data("opensearch-disk-full",
          "OpenSearch takes no more writes, since the disk of a node is"
              + " nearly full (" + reason
              + "); expected room below the flood-stage watermark; free some on its nodes, or add"
              + " a node, and sync again: it goes on where it was, and readers have the last snapshot meanwhile");
    }
    return AthanorException.data("opensearch-read-only", "the OpenSearch index is read-only (" + reason
        + "); expected that it takes writes; find out who has set it so, set index.blocks.write and"
        + " index.blocks.read_only to false, and sync again");
  }
}
