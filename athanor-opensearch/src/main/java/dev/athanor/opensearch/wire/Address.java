package dev.athanor.opensearch.wire;

import dev.athanor.error.AthanorException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a cluster is and how one speaks with it.
 *
 * @param nodes at least one; the others are asked when one does not answer
 * @param login by whose name
 * @param authority a file of certificates in PEM, if the nodes' are not signed by one that Java knows
 */
public record Address(List<URI> nodes, Optional<Login> login, Optional<Path> authority) {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** A name and its password. */
  public record Login(String user, Password password) {}

  /** Checks that no password travels in the clear. */
  public Address {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw AthanorException.user("opensearch-address",
          "no node of the OpenSearch cluster is named; expected at least one url such as https://search.example.org:9200");
    }
    for (URI node : nodes) {
      if (login.isPresent() && !"https".equals(node.getScheme()) && !HERE.contains(node.getHost())) {
        throw AthanorException.user("opensearch-address", "a password would travel to " + node
            + " in the clear; expected an address that begins with https://");
      }
    }
  }

  /** These nodes, without a login. */
  public static Address of(URI... nodes) {
    return new Address(List.of(nodes), Optional.empty(), Optional.empty());
  }
}
