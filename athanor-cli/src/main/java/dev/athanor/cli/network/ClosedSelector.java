package dev.athanor.cli.network;

import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A selector that never has anything to select, as there are no channels. An HTTP client wants one when it is made, long before it connects: so a
 * program that only holds a client does not fail for it.
 */
final class ClosedSelector extends AbstractSelector {
  private final Set<SelectionKey> none = new HashSet<>();
  /** Guarded by this. */
  private boolean woken;

  ClosedSelector(SelectorProvider provider) {
    super(provider);
  }

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int operations,
      @Nullable Object attachment) {
    throw new IllegalSelectorException();
  }

  @Override
  public Set<SelectionKey> keys() {
    return selectedKeys();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    if (!isOpen()) {
      throw new ClosedSelectorException();
    }
    return none;
  }

  @Override
  public int selectNow() {
    var _ = selectedKeys();
    return 0;
  }

  @Override
  public int select() {
    return select(0);
  }

  @Override
  public synchronized int select(long timeout) {
    var _ = selectedKeys();
    long due = System.nanoTime() + timeout * 1_000_000;
    try {
      while (!woken && isOpen()) {
        long left = timeout == 0 ? 0 : (due - System.nanoTime()) / 1_000_000;
        if (timeout != 0 && left <= 0) {
          break;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    woken = false;
    return 0;
  }

  @Override
  public synchronized Selector wakeup() {
    woken = true;
    notifyAll();
    return this;
  }

  @Override
  protected void implCloseSelector() {
    var _ = wakeup();
  }
}
