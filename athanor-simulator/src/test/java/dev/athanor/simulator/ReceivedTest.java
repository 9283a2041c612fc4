package dev.athanor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceivedTest {
  private static ReceivedRequest request(int number) {
    return new ReceivedRequest("POST", "/" + number, Map.of(), Optional.empty());
  }

  @Test
  void keepsTheLatestOfVeryMany() {
    Received received = new Received();
    IntStream.range(0, Received.MOST + 5).forEach(number -> received.add(request(number), 1));

    assertThat(received.all()).hasSize(Received.MOST).startsWith(request(5))
        .endsWith(request(Received.MOST + 4));
  }

  @Test
  void keepsFewOfVeryLargeOnesButAlwaysTheLast() {
    Received received = new Received();
    IntStream.range(0, 5).forEach(number -> received.add(request(number), Received.MOST_BYTES / 2));
    assertThat(received.all()).containsExactly(request(3), request(4));

    received.add(request(5), Received.MOST_BYTES + 1);
    assertThat(received.all()).containsExactly(request(5));
  }
}
