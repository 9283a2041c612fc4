package dev.athanor.proxy.recording;

import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.Outgoing;

/** Who sees to it that a request is answered. Called by many threads. */
public interface Desk {
  /** Answers, and returns when the client has what it gets. */
  void serve(Asked asked, Outgoing outgoing, Client client) throws InterruptedException;
}
