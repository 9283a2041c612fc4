package dev.athanor.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.json.Hash;
import java.util.Objects;

/**
 * A file among the values of a run: too large for JSON, so stored beside it and named by its content. It may stand
 * anywhere in a request, a result or an input.
 *
 * @param hash of the bytes
 * @param size in bytes
 * @param mediaType such as {@code image/png}
 */
public record Payload(@JsonProperty("$payload") Hash hash, @JsonProperty("size") long size,
    @JsonProperty("mediaType") String mediaType) {
  /** Checks that nothing is missing. */
  public Payload {
    Objects.requireNonNull(hash);
    Objects.requireNonNull(mediaType);
  }
}
