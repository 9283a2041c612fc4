package dev.athanor.models.chat;

import dev.athanor.journal.Payload;
import dev.athanor.json.Json;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.Part;
import dev.athanor.run.Attempt;
import dev.athanor.run.StepFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A request in one attempt at answering it.
 *
 * @param request what is asked
 * @param attempt who has the files
 */
public record Question(ModelRequest request, Attempt attempt) {
  /** How the project calls the provider. */
  public String provider() {
    return request.model().provider();
  }

  /** The bytes of a file. */
  public String base64(Payload file) {
    return Base64.getEncoder().encodeToString(bytes(file));
  }

  /** The text of a file in UTF-8. */
  public String text(Payload file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private byte[] bytes(Payload file) {
    try (InputStream content = attempt.open(file)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as the address that holds its bytes. */
  public String dataUri(Payload file) {
    return "data:" + file.mediaType() + ";base64," + base64(file);
  }

  /** Who will have answered it. */
  public Author author() {
    return new Author(provider(), attempt::store);
  }

  /** Whether a raw part is this provider's own word. */
  public boolean owns(Part.Raw raw) {
    return raw.provider().equals(provider());
  }

  /** The signature of a thought, if it is this provider's or nobody knows whose it is. */
  public Optional<String> signature(Part.Reasoning thought) {
    String mine = author().signed("");
    return thought.signature().filter(signature -> signature.startsWith(mine) || signature.indexOf(':') < 0)
        .map(signature -> signature.startsWith(mine) ? signature.substring(mine.length()) : signature);
  }

  /** A refusal before anything is sent. */
  public StepFailed refuse(String why) {
    return new StepFailed(ModelFailures.REQUEST, request.model() + " was not asked: " + why, false);
  }

  /** The refusal of a part. */
  public StepFailed refuse(Part part, String expected) {
    String what = switch (part) {
      case Part.Stored(var file, _) -> "a file of type " + file.mediaType();
      case Part.Linked(var uri, var mediaType) ->
          "the link " + Json.abbreviate(uri, 200) + " to " + mediaType;
      case Part.Text _ -> "a text";
      case Part.Reasoning _ -> "a thought";
      case Part.ToolCall call -> "a call of " + call.name();
      case Part.ToolResult result -> "a result of " + result.name();
      case Part.Raw raw -> "a raw part " + raw.kind();
    };
    return refuse("it does not take " + what + " here; expected " + expected);
  }
}
