package dev.athanor.proxy.upstream;

/** The client has closed the connection before it had the whole answer. */
public final class ClientLeft extends Exception {
  private static final long serialVersionUID = 1L;

  /** Noticed by this failure. */
  public ClientLeft(Throwable cause) {
    super("the client has left: " + cause.getMessage(), cause);
  }
}
