package dev.athanor.proxy;

import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.ClientLeft;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client at the other end of a connection. The connection's thread waits while another one writes. */
final class HttpClientSide implements Client {
  private final ServerResponse response;
  private @Nullable OutputStream out;
  private volatile boolean broken;

  HttpClientSide(ServerResponse response) {
    this.response = response;
  }

  @Override
  public void whole(int status, Map<String, List<String>> headers, byte[] body) throws ClientLeft {
    try {
      head(status, headers);
      if (body.length == 0) {
        response.send();
      } else {
        response.send(body);
      }
    } catch (RuntimeException e) {
      throw left(e);
    }
  }

  private void head(int status, Map<String, List<String>> headers) {
    response.status(Status.create(status));
    headers.forEach((name, values) -> {
      if (!name.equals("date")) { // the server has its own
        response.header(name, values.toArray(String[]::new));
      }
    });
  }

  private ClientLeft left(Exception e) {
    broken = true;
    return new ClientLeft(e);
  }

  @Override
  public void begin(int status, Map<String, List<String>> headers) {
    head(status, headers);
  }

  @Override
  public void piece(byte[] bytes, int length) throws ClientLeft {
    try {
      OutputStream to = stream();
      to.write(bytes, 0, length);
      to.flush();
    } catch (IOException | RuntimeException e) {
      throw left(e);
    }
  }

  private OutputStream stream() {
    OutputStream opened = out;
    if (opened == null) {
      opened = response.outputStream();
      out = opened;
    }
    return opened;
  }

  @Override
  public void end() throws ClientLeft {
    try {
      stream().close();
    } catch (IOException | RuntimeException e) {
      throw left(e);
    }
  }

  @Override
  public void breakOff() {
    broken = true;
  }

  /** Called by the connection's thread when the answer is over: closes the connection if the answer has no end. */
  void closeIfBroken() {
    if (broken) {
      throw new CloseConnectionException("the answer was broken off");
    }
  }
}
