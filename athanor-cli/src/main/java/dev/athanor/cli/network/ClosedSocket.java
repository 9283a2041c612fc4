package dev.athanor.cli.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;

/** A socket that can't be made. */
final class ClosedSocket extends SocketImpl {
  @Override
  protected void create(boolean stream) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void connect(InetAddress address, int port) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void connect(SocketAddress address, int timeout) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void bind(InetAddress host, int port) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void listen(int backlog) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void accept(SocketImpl socket) throws IOException {
    throw Network.refused();
  }

  @Override
  protected InputStream getInputStream() throws IOException {
    throw Network.refused();
  }

  @Override
  protected OutputStream getOutputStream() throws IOException {
    throw Network.refused();
  }

  @Override
  protected int available() {
    return 0;
  }

  @Override
  protected void close() {
    // It was never open.
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    throw Network.refused();
  }

  @Override
  public void setOption(int option, Object value) {
    // An option of a socket that does nothing.
  }

  @Override
  public Object getOption(int option) {
    return false;
  }
}
