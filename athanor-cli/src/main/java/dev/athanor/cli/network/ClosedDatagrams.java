package dev.athanor.cli.network;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocketImpl;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;

/** A datagram socket that can't be made. */
@SuppressWarnings("removal") // two methods that are abstract as long as they are there
final class ClosedDatagrams extends DatagramSocketImpl {
  @Override
  protected void create() throws SocketException {
    throw new SocketException(Network.CLOSED);
  }

  @Override
  protected void bind(int port, InetAddress address) throws SocketException {
    throw new SocketException(Network.CLOSED);
  }

  @Override
  protected void send(DatagramPacket packet) throws IOException {
    throw Network.refused();
  }

  @Override
  protected int peek(InetAddress address) throws IOException {
    throw Network.refused();
  }

  @Override
  protected int peekData(DatagramPacket packet) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void receive(DatagramPacket packet) throws IOException {
    throw Network.refused();
  }

  @Override
  @Deprecated
  protected void setTTL(byte ttl) throws IOException {
    throw Network.refused();
  }

  @Override
  @Deprecated
  protected byte getTTL() throws IOException {
    throw Network.refused();
  }

  @Override
  protected void setTimeToLive(int ttl) throws IOException {
    throw Network.refused();
  }

  @Override
  protected int getTimeToLive() throws IOException {
    throw Network.refused();
  }

  @Override
  protected void join(InetAddress group) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void leave(InetAddress group) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void joinGroup(SocketAddress group, NetworkInterface netIf) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void leaveGroup(SocketAddress group, NetworkInterface netIf) throws IOException {
    throw Network.refused();
  }

  @Override
  protected void close() {
    // It was never open.
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
