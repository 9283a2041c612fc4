package dev.athanor.simulator.protocol;

/**
 * What a request is sent to.
 *
 * @param method such as {@code POST}
 * @param path without the query
 * @param query as it came, empty if there is none
 */
public record Target(String method, String path, String query) {
  /** Whether it is this method on a path that ends so: whoever stands in for a provider may have a prefix. */
  boolean is(String wanted, String end) {
    return method.equals(wanted) && path.endsWith(end);
  }
}
