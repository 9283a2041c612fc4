package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;

/**
 * An operation from text to text that does what a test wants.
 *
 * @param body what it does when it is lived
 */
public record TextOperation(String name, Effect effect, Retry retry, Body body)
    implements Operation<String, String> {
  /** What an operation does when it is lived. */
  public interface Body {
    /** Does it. */
    String live(String request, Attempt attempt) throws Exception;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Codec<String> request() {
    return Codec.TEXT;
  }

  @Override
  public Codec<String> response() {
    return Codec.TEXT;
  }

  @Override
  public String live(String request, Attempt attempt) throws Exception {
    return body.live(request, attempt);
  }
}
