package dev.athanor.cli.network;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Has no channels. The JDK makes it by name, which is why it is public. */
public final class ClosedChannels extends SelectorProvider {
  /** For the JDK. */
  public ClosedChannels() {}

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    throw Network.refused();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    throw Network.refused();
  }

  @Override
  public Pipe openPipe() throws IOException {
    throw Network.refused();
  }

  @Override
  public AbstractSelector openSelector() {
    return new ClosedSelector(this);
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    throw Network.refused();
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    throw Network.refused();
  }

  @Override
  public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
    throw Network.refused();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
    throw Network.refused();
  }
}
