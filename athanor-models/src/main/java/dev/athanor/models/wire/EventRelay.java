package dev.athanor.models.wire;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives each event to the exchange first and then to LangChain4j. Used by one thread. */
final class EventRelay implements ServerSentEventListener {
  private final Exchange exchange;
  private final Watched watched;
  private final ServerSentEventListener listener;
  private @Nullable Throwable broken;

  EventRelay(Exchange exchange, Watched watched, ServerSentEventListener listener) {
    this.exchange = exchange;
    this.watched = watched;
    this.listener = listener;
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    watched.came();
    String data = exchange.masked(event.data());
    if (data.isBlank()) {
      return;
    }
    exchange.event(event.event() == null ? "" : event.event(), data);
    if (exchange.wantsMore()) {
      tell(new ServerSentEvent(event.event(), data), context);
    }
    if (!exchange.wantsMore()) {
      context.parsingHandle().cancel();
    }
  }

  /** What LangChain4j does not understand is in the record all the same: it comes from the receiver. */
  private void tell(ServerSentEvent event, ServerSentEventContext context) {
    try {
      listener.onEvent(event, context);
    } catch (RuntimeException e) {
      return;
    }
  }

  @Override
  public void onError(Throwable throwable) {
    broken = throwable;
  }

  Optional<Trouble> broken() {
    return Optional.ofNullable(broken).map(cause -> new Trouble.BrokenOff(cause.getMessage() == null
        ? cause.getClass().getSimpleName() : cause.getMessage()));
  }
}
