package dev.athanor.models.chat;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.ModelName;
import dev.athanor.models.wire.Authorization;
import dev.athanor.models.wire.Patience;
import dev.athanor.models.wire.Secret;
import dev.athanor.models.wire.Wire;
import dev.athanor.run.Nearest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A provider that can be asked.
 *
 * @param dialect how it speaks
 * @param wire the connections to it
 * @param baseUrl its address, without a slash at its end
 * @param access the key and other headers
 * @param patience how long its answers are waited for
 */
public record Connection(Dialect dialect, Wire wire, String baseUrl, Access access, Patience patience) {
  private static final Duration QUICKLY = Duration.ofSeconds(10);
  private static final int NEAREST = 3;

  /**
   * How we are let in.
   *
   * @param authorization the headers
   * @param advice what to do if they are not taken
   */
  public record Access(Authorization authorization, String advice) {}

  Secret secret() {
    return access.authorization().secret();
  }

  /**
   * How a model of this provider fails.
   *
   * @param shorten what to do if it can't read so much
   */
  public Failures failures(ModelName model, String shorten) {
    return new Failures(model, baseUrl, access.advice(), secret(), () -> nearest(model), shorten);
  }

  private String nearest(ModelName model) {
    try {
      List<String> near = Nearest.to(model.model(), models(), NEAREST);
      return near.isEmpty() ? "; it lists no models"
          : "; the nearest that it has: " + String.join(", ", near.stream()
              .map(name -> model.provider() + ":" + name).toList());
    } catch (IOException e) {
      return "; its list of models can't be read";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The names of its models, as it lists them. */
  public List<String> models() throws IOException, InterruptedException {
    String body = wire.get(URI.create(baseUrl + dialect.listing()), access.authorization(), QUICKLY);
    try {
      return dialect.listed(Json.parse(body));
    } catch (AthanorException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
