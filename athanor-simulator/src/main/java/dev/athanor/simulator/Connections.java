package dev.athanor.simulator;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections by the client's port, so that one can be broken off. The server shows a connection as it sets its
 * options, and nowhere else. Safe for use by many threads.
 */
final class Connections implements SocketOptions {
  /** Without delay: a token that waits for the client's acknowledgement comes 40 ms late. */
  private static final SocketOptions USUAL = SocketOptions.builder().tcpNoDelay(true).build();

  private final Map<Integer, SocketChannel> open = new ConcurrentHashMap<>();

  @Override
  public void configureSocket(SocketChannel channel) {
    USUAL.configureSocket(channel);
    open.values().removeIf(other -> !other.isOpen());
    try {
      if (channel.getRemoteAddress() instanceof InetSocketAddress client) {
        open.put(client.getPort(), channel);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes it: with what was sent still on its way, or, reset, with whatever the system drops. */
  void close(int clientPort, boolean reset) throws IOException {
    SocketChannel channel = open.remove(clientPort);
    if (channel != null) {
      if (reset) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      channel.close();
    }
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return USUAL.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return USUAL.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return USUAL.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return USUAL.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return USUAL.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return USUAL.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return USUAL.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return USUAL.tcpNoDelay();
  }
}
