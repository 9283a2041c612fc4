package dev.athanor.opensearch.index;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import dev.athanor.opensearch.wire.Refusal;
import dev.athanor.opensearch.wire.Reply;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document that has the {@link State}. It is read from its primary copy and changed only if it is still what was read.
 *
 * @param index the OpenSearch index that it is in
 * @param copies how many copies of it are made
 */
record StateDocument(Cluster cluster, String index, int copies) {
  private static final int MOST_ATTEMPTS = 200;

  /** A state and the version that it was read at. */
  private record Read(State state, Optional<String> condition) {}

  /** What it says now. */
  State read() {
    return readVersion().state();
  }

  private Read readVersion() {
    Ask ask = Ask.of("GET", path() + "?preference=_primary");
    Reply reply = cluster.send(ask);
    if (reply.status() == 404) {
      return new Read(State.NOTHING, Optional.empty());
    }
    if (!reply.isDone()) {
      throw Refusal.of(ask, reply);
    }
    JsonNode body = reply.body();
    return new Read(State.CODEC.decode(body.path("_source").path("state")), Optional.of("if_seq_no="
        + body.path("_seq_no").asLong() + "&if_primary_term=" + body.path("_primary_term").asLong()));
  }

  private String path() {
    return "/" + index + "/_doc/state";
  }

  /**
   * Changes it as one step.
   *
   * @param change called again when somebody else was faster; what it throws leaves everything as it was
   * @return the new state
   */
  State change(UnaryOperator<State> change) {
    String mark = UUID.randomUUID().toString();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Read before = readVersion();
      if (before.state().change().equals(mark)) {
        // An answer was lost, but not what it would have said.
        return before.state();
      }
      State after = change.apply(before.state()).marked(mark);
      if (write(after, before.condition())) {
        return after;
      }
    }
    throw AthanorException.data("opensearch-contended",
        "the state of the index " + index + " was changed by others "
            + MOST_ATTEMPTS
            + " times in a row; expected one writer and few pins; stop what writes it, and try again");
  }

  private boolean write(State state, Optional<String> condition) {
    Ask ask = Ask.of("PUT", path() + "?" + condition.orElse("op_type=create"), document(state));
    Reply reply = cluster.send(ask);
    if (reply.status() == 404) {
      create();
      return false;
    }
    if (!reply.isDone() && reply.status() != 409) {
      throw Refusal.of(ask, reply);
    }
    return reply.isDone();
  }

  private static ObjectNode document(State state) {
    ObjectNode document = Json.object();
    document.set("state", State.CODEC.encode(state));
    return document;
  }

  /** Makes the index for it, if it is not there. */
  void create() {
    createIndex(cluster, index, Layout.state(copies));
  }

  static void createIndex(Cluster cluster, String index, ObjectNode layout) {
    Ask ask = Ask.of("PUT", "/" + index, layout);
    Reply reply = cluster.send(ask);
    if (!reply.isDone() && !reply.kind().equals("resource_already_exists_exception")) {
      throw Refusal.of(ask, reply);
    }
  }
}
