package dev.athanor.proxy.recording;

import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Bodies;
import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.ClientLeft;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives a client what is on record, in the pieces in which it came. Used by one thread. */
final class Player {
  private final Client client;
  private final boolean pace;
  private final long began = System.nanoTime();

  /**
   * Plays to a client.
   *
   * @param pace keeps the time that it took
   */
  Player(Client client, boolean pace) {
    this.client = client;
    this.pace = pace;
  }

  void play(RecordedExchange exchange) throws ClientLeft, InterruptedException {
    Answered answered = exchange.answered().orElseThrow();
    Map<String, List<String>> headers = answered.headers().entrySet().stream().collect(Collectors.toMap(
        Map.Entry::getKey, header -> List.of(header.getValue())));
    if (answered.streamed()) {
      client.begin(answered.status(), headers);
      for (RecordedExchange.Piece piece : exchange.pieces()) {
        wait(piece.offset());
        byte[] bytes = piece.text().getBytes(StandardCharsets.UTF_8);
        client.piece(bytes, bytes.length);
      }
      wait(exchange.lasted());
      end(answered.ending());
      return;
    }
    wait(exchange.lasted());
    byte[] body = Bodies.bytes(answered.body(), exchange.contents()::open);
    switch (answered.ending()) {
      case COMPLETE, UNREACHABLE -> client.whole(answered.status(), headers, body);
      case BROKEN, LEFT -> {
        client.begin(answered.status(), headers);
        client.piece(body, body.length);
        client.breakOff();
      }
    }
  }

  private void end(Answered.Ending ending) throws ClientLeft {
    switch (ending) {
      case COMPLETE, UNREACHABLE -> client.end();
      case BROKEN, LEFT -> client.breakOff(); // the record has no more
    }
  }

  private void wait(Duration until) throws InterruptedException {
    long left = until.toNanos() - (System.nanoTime() - began);
    if (pace && left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}
