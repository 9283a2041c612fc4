package dev.athanor.cli.network;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/** A program that tries every way of reaching a server on this machine, and prints which are open. */
final class EveryWayOut {
  private EveryWayOut() {}

  private interface Way {
    void take() throws Exception;
  }

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (arguments[1].equals("closed")) {
      Network.close();
    }
    // The JDK looks its own machine up early and remembers it, so that another name must be asked for.
    String name = arguments[1].equals("closed") ? "somewhere.invalid" : "localhost";
    ways(server, name).forEach((label, way) -> System.out.println(label + ": " + attempt(way)));
  }

  private static String attempt(Way way) {
    try {
      way.take();
      return "open";
    } catch (Throwable e) { // an HTTP client fails with an error
      return "closed";
    }
  }

  private static Map<String, Way> ways(InetSocketAddress server, String name) {
    Map<String, Way> ways = new LinkedHashMap<>();
    URI uri = URI.create("http://127.0.0.1:" + server.getPort() + "/");
    ways.put("socket", () -> new Socket(server.getAddress(), server.getPort()).close());
    ways.put("TLS socket", () -> SSLSocketFactory.getDefault().createSocket(server.getAddress(), server
        .getPort()).close());
    ways.put("socket channel", () -> SocketChannel.open(server).close());
    ways.put("asynchronous channel", () -> {
      try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
        channel.connect(server).get();
      }
    });
    ways.put("URL", () -> uri.toURL().openStream().close());
    ways.put("HTTP client", () -> {
      try (HttpClient client = HttpClient.newHttpClient()) {
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      }
    });
    ways.put("datagram", () -> {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.send(new DatagramPacket(new byte[1], 1, server));
      }
    });
    ways.put("datagram channel", () -> {
      try (DatagramChannel channel = DatagramChannel.open()) {
        channel.send(ByteBuffer.allocate(1), server);
      }
    });
    ways.put("server", () -> new ServerSocket(0, 1, server.getAddress()).close());
    ways.put("server channel", () -> ServerSocketChannel.open().bind(null).close());
    ways.put("name look-up", () -> InetAddress.getByName(name));
    return ways;
  }
}
