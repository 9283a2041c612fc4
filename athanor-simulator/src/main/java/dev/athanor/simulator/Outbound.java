package dev.athanor.simulator;

import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.protocol.Frame;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one answer, in its time and with its fault. Used by one thread.
 *
 * @param response to write to
 * @param clientPort by which the connection is known
 * @param connections which can be broken off
 * @param pauses how to wait
 * @param delivery how the answer comes
 * @param draw which decides what is random
 */
record Outbound(ServerResponse response, int clientPort, Connections connections, Pauses pauses,
    Delivery delivery,
    Draw draw) {
  private static final int HUNDREDTHS = 100;

  /** Bytes that are sent together. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and the bytes are never changed
  private record Piece(byte[] bytes, boolean token) {
    static Piece of(Frame frame) {
      return new Piece(frame.text().getBytes(StandardCharsets.UTF_8), frame.token());
    }

    /** The same with JSON in it that has no end; what has none in it gets a letter that JSON never has. */
    Piece garbled() {
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('}');
      int begin = text.indexOf('{');
      return of(new Frame(begin >= 0 && end > begin
          ? text.substring(0, begin + 1 + (end - begin) / 2) + text.substring(end + 1)
          : "\u0001" + text, token));
    }
  }

  /** Sends a body at once. */
  void whole(int status, Map<String, String> headers, byte[] body, long tokens) throws IOException {
    head(status, headers);
    pause(delivery.latency(draw).plus(delivery.tokens(tokens)));
    Optional<Fault> fault = delivery.fault(draw);
    if (fault.isEmpty()) {
      response.send(body);
      return;
    }
    List<Piece> pieces = slices(body);
    List<Piece> left = changed(pieces, fault);
    boolean cut = fault.get() instanceof Fault.Disconnects || fault.get() instanceof Fault.Resets;
    response.contentLength((cut ? pieces : left).stream().mapToLong(piece -> piece.bytes.length).sum());
    write(left, fault);
  }

  /** Hundredths, which end where a letter does. */
  private static List<Piece> slices(byte[] body) {
    List<Piece> slices = new ArrayList<>();
    int size = Math.ceilDiv(Math.max(1, body.length), HUNDREDTHS);
    int from = 0;
    while (from < body.length) {
      int to = Math.min(from + size, body.length);
      while (to < body.length && isAmidLetter(body[to])) {
        to++;
      }
      slices.add(new Piece(Arrays.copyOfRange(body, from, to), false));
      from = to;
    }
    return slices;
  }

  private static boolean isAmidLetter(byte utf8) {
    return (utf8 & 0xC0) == 0x80;
  }

  /** Sends a body as a stream. */
  void stream(int status, Map<String, String> headers, List<Frame> frames) throws IOException {
    head(status, headers);
    pause(delivery.latency(draw));
    Optional<Fault> fault = delivery.fault(draw);
    write(changed(frames.stream().map(Piece::of).toList(), fault), fault);
  }

  /** Sends what has come before a connection was closed, and closes this one; other faults don't happen to it. */
  void broken(int status, Map<String, String> headers, List<byte[]> pieces) throws IOException {
    head(status, headers);
    pause(delivery.latency(draw));
    write(pieces.stream().map(bytes -> new Piece(bytes, true)).toList(),
        Optional.of(new Fault.Disconnects(Optional.of(pieces.size()))));
  }

  private void head(int status, Map<String, String> headers) {
    response.status(status);
    headers.forEach((name, value) -> response.header(name, value));
  }

  /** The pieces that are sent with that fault. */
  private List<Piece> changed(List<Piece> pieces, Optional<Fault> fault) {
    return switch (fault.orElse(null)) {
      case Fault.Truncates(var after) -> pieces.subList(0, place(after, pieces));
      case Fault.Disconnects(var after) -> pieces.subList(0, place(after, pieces));
      case Fault.Resets(var after) -> pieces.subList(0, place(after, pieces));
      case Fault.Garbles(var after) -> {
        List<Piece> changed = new ArrayList<>(pieces);
        int place = Math.min(place(after, pieces), pieces.size() - 1);
        changed.set(place, pieces.get(place).garbled());
        yield changed;
      }
      case Fault.Drips _,Fault.Fails _ -> pieces;
      case null -> pieces;
    };
  }

  private int place(Optional<Integer> after, List<Piece> pieces) {
    int drawn = 1 + draw.random("place").nextInt(Math.max(1, pieces.size() - 1));
    return Math.min(after.orElse(drawn), pieces.size());
  }

  private void write(List<Piece> pieces, Optional<Fault> fault) throws IOException {
    OutputStream out = response.outputStream();
    boolean first = true;
    for (Piece piece : pieces) {
      if (piece.token() && !first) {
        pause(delivery.tokens(1));
      }
      first &= !piece.token();
      if (fault.orElse(null) instanceof Fault.Drips drips) {
        drip(piece.bytes, drips, out);
      } else {
        out.write(piece.bytes);
        out.flush();
      }
    }
    switch (fault.orElse(null)) {
      case Fault.Disconnects _ -> breakOff(out, false);
      case Fault.Resets _ -> breakOff(out, true);
      case Fault.Truncates _,Fault.Garbles _,Fault.Drips _,Fault.Fails _ -> out.close();
      case null -> out.close();
    }
  }

  private void drip(byte[] bytes, Fault.Drips drips, OutputStream out) throws IOException {
    for (int from = 0; from < bytes.length; from += drips.bytes()) {
      out.write(bytes, from, Math.min(drips.bytes(), bytes.length - from));
      out.flush();
      pause(drips.every());
    }
  }

  private void breakOff(OutputStream out, boolean reset) throws IOException {
    out.flush();
    connections.close(clientPort, reset);
    throw new CloseConnectionException(
        "a fault of the script: the connection is " + (reset ? "reset" : "closed"));
  }

  private void pause(Duration time) {
    if (time.isPositive()) {
      try {
        pauses.pause(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CloseConnectionException("the simulator ends", e);
      }
    }
  }
}
