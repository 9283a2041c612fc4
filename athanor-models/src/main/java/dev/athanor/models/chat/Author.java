package dev.athanor.models.chat;

import dev.athanor.journal.Payload;
import dev.athanor.model.Part;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Whose answer is read.
 *
 * @param provider how the project calls the provider
 * @param files where the files go that it has sent: content and media type
 */
public record Author(String provider, BiFunction<InputStream, String, Payload> files) {
  /** Keeps a file that the provider has sent, in the usual base64 or the one for addresses. */
  public Part.Stored store(String base64, String mediaType) {
    byte[] bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    return new Part.Stored(files.apply(new ByteArrayInputStream(bytes), mediaType), Optional.empty());
  }

  /** How a thought's signature stands in the record: with the provider who has signed, as nobody else understands it. */
  public String signed(String signature) {
    return provider + ":" + signature;
  }
}
