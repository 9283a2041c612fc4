package dev.athanor.cli.network;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.nio.channels.spi.SelectorProvider;

/**
 * The network of this process. Once closed it stays closed: every way by which Java code gets a connection (sockets, channels,
 * asynchronous channels, datagrams, servers, name look-ups, and so also its HTTP clients) fails with an exception.
 */
public final class Network {
  /** What a failed attempt says. */
  static final String CLOSED = "the network is closed for this command: nothing in it may need a connection";

  private static volatile boolean closed;

  private Network() {}

  /**
   * Closes the network until the process ends. Must come before anything has used channels, because the JDK chooses their
   * provider once.
   *
   * @throws AthanorException {@code network-open} if it can't be closed any more
   */
  @SuppressWarnings("deprecation") // the factories are the only way to reach sockets that are no channels
  public static synchronized void close() {
    if (closed) {
      return;
    }
    System.setProperty("java.nio.channels.spi.SelectorProvider", ClosedChannels.class.getName());
    System.setProperty("java.nio.channels.spi.AsynchronousChannelProvider", ClosedAsynchronousChannels.class
        .getName());
    if (!(SelectorProvider.provider() instanceof ClosedChannels)
        || !(AsynchronousChannelProvider.provider() instanceof ClosedAsynchronousChannels)) {
      throw new AthanorException("network-open", Category.INTERNAL, false,
          "the network can't be closed: this process has used it before; run the command in a process of its own");
    }
    try {
      Socket.setSocketImplFactory(ClosedSocket::new);
      ServerSocket.setSocketFactory(ClosedSocket::new);
      DatagramSocket.setDatagramSocketImplFactory(ClosedDatagrams::new);
    } catch (IOException e) {
      throw new AthanorException("network-open", Category.INTERNAL, false, "the network can't be closed: " + e
          .getMessage() + "; run the command in a process of its own", e);
    }
    closed = true;
  }

  /** Whether it is closed. */
  public static boolean isClosed() {
    return closed;
  }

  static IOException refused() {
    return new IOException(CLOSED);
  }
}
