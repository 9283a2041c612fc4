package dev.athanor.cli.network;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Has no asynchronous channels. The JDK makes it by name, which is why it is public. */
public final class ClosedAsynchronousChannels extends AsynchronousChannelProvider {
  /** For the JDK. */
  public ClosedAsynchronousChannels() {}

  @Override
  public AsynchronousChannelGroup openAsynchronousChannelGroup(int threads, ThreadFactory factory)
      throws IOException {
    throw Network.refused();
  }

  @Override
  public AsynchronousChannelGroup openAsynchronousChannelGroup(ExecutorService executor, int initialSize)
      throws IOException {
    throw Network.refused();
  }

  @Override
  public AsynchronousServerSocketChannel openAsynchronousServerSocketChannel(
      @Nullable AsynchronousChannelGroup group) throws IOException {
    throw Network.refused();
  }

  @Override
  public AsynchronousSocketChannel openAsynchronousSocketChannel(@Nullable AsynchronousChannelGroup group)
      throws IOException {
    throw Network.refused();
  }
}
