package dev.athanor.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosedSelectorTest {
  private final Selector selector = new ClosedChannels().openSelector();

  @Test
  void itSelectsNothingUntilTheTimeIsUpOrItIsWoken() throws Exception {
    assertThat(selector.selectNow()).isZero();
    assertThat(selector.select(1)).isZero();
    selector.wakeup();
    assertThat(selector.select()).as("woken before it waited").isZero();
    assertThat(selector.keys()).isEmpty();
    CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
      try {
        return selector.select();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
    selector.wakeup();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void anInterruptEndsTheWaitingAndIsKept() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(selector.select()).isZero();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void onceClosedItIsOfNoUse() throws Exception {
    selector.close();
    assertThatThrownBy(selector::selectNow).isInstanceOf(ClosedSelectorException.class);
    assertThatThrownBy(selector::selectedKeys).isInstanceOf(ClosedSelectorException.class);
  }
}
