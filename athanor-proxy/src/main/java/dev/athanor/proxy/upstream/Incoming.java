package dev.athanor.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The bytes of an answer as they come, and the break of the connection only behind the last of them. The stream of bytes that
 * the JDK's client offers forgets what has come and was not read yet as soon as the connection breaks, so that what a provider
 * had said would be passed on and recorded or not by chance.
 */
final class Incoming extends InputStream implements BodySubscriber<Incoming> {
  private final CompletableFuture<Subscription> subscribed = new CompletableFuture<>();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
  private Optional<Ended> ended = Optional.empty();

  private sealed interface Event {}

  private record Came(List<ByteBuffer> buffers) implements Event {}

  private record Ended(Optional<Throwable> why) implements Event {}

  @Override
  public CompletionStage<Incoming> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscribed.complete(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    events.add(new Came(item));
  }

  @Override
  public void onError(Throwable throwable) {
    events.add(new Ended(Optional.of(throwable)));
  }

  @Override
  public void onComplete() {
    events.add(new Ended(Optional.empty()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    await();
    ByteBuffer next = buffers.peek();
    if (next == null) {
      return -1;
    }
    int count = Math.min(length, next.remaining());
    next.get(bytes, offset, count);
    return count;
  }

  /** Waits for a byte or the end. */
  private void await() throws IOException {
    while (ended.isEmpty() && !hasBytes()) {
      switch (taken()) {
        case Came(List<ByteBuffer> came) -> {
          buffers.addAll(came);
          subscribed.join().request(1);
        }
        case Ended end -> ended = Optional.of(end);
      }
    }
    Optional<Throwable> why = ended.flatMap(Ended::why);
    if (buffers.isEmpty() && why.isPresent()) {
      throw new IOException("the connection was closed before the answer's end", why.get());
    }
  }

  private boolean hasBytes() {
    while (!buffers.isEmpty() && !buffers.peek().hasRemaining()) {
      buffers.remove();
    }
    return !buffers.isEmpty();
  }

  private Event taken() throws InterruptedIOException {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an answer");
    }
  }

  @Override
  public void close() {
    buffers.clear();
    ended = Optional.of(new Ended(Optional.empty()));
    var _ = subscribed.thenAccept(Subscription::cancel);
  }
}
