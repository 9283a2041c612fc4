package dev.athanor.models.wire;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives LangChain4j one exchange as its HTTP client. Its timeouts are not asked for: the exchange has its own. */
final class ExchangeBuilder implements HttpClientBuilder {
  private final Exchange exchange;
  private @Nullable Duration connect;
  private @Nullable Duration read;

  ExchangeBuilder(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public @Nullable Duration connectTimeout() {
    return connect;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    connect = timeout;
    return this;
  }

  @Override
  public @Nullable Duration readTimeout() {
    return read;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    read = timeout;
    return this;
  }

  @Override
  public HttpClient build() {
    return exchange;
  }
}
