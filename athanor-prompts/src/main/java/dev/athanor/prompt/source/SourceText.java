package dev.athanor.prompt.source;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file says: without a byte order mark, and with {@code \n} at the end of every line, so that the same prompt is
 * the same text whatever system it was saved on.
 *
 * @param name of the file, for messages
 * @param text of the file
 */
public record SourceText(String name, String text) {
  /** The largest file that is read, in bytes. */
  public static final int LARGEST = 8 << 20;

  /** Makes one of all line endings and drops a byte order mark. */
  public SourceText {
    String marked = text.startsWith("\ufeff") ? text.substring(1) : text;
    text = marked.indexOf('\r') < 0 ? marked : marked.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Reads a file in UTF-8. */
  public static SourceText read(Path file, String name) {
    try {
      long size = Files.size(file);
      if (size > LARGEST) {
        throw AthanorException.user(PromptFailures.MALFORMED,
            name + " has " + size + " bytes; a prompt has at most "
                + LARGEST + ", so give what is large to the prompt as input instead");
      }
      return new SourceText(name, StandardCharsets.UTF_8.newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString());
    } catch (CharacterCodingException e) {
      throw new AthanorException(PromptFailures.MALFORMED, Category.USER, false, name
          + " is not text in UTF-8; save it in that encoding and try again", e);
    } catch (IOException e) {
      throw AthanorException.data(PromptFailures.MALFORMED, "can't read " + file + ": " + e
          + "; make it readable and try again", e);
    }
  }

  /** The place of a character. */
  public Position at(int offset) {
    int end = Math.clamp(offset, 0, text.length());
    int lineStart = text.lastIndexOf('\n', end - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return new Position(line, 1 + text.codePointCount(lineStart, end));
  }

  /** A mistake at a character. */
  public AthanorException malformed(int offset, String message) {
    return malformed(at(offset), message);
  }

  /** A mistake at a place. */
  public AthanorException malformed(Position place, String message) {
    return AthanorException.user(PromptFailures.MALFORMED, name + ", " + place + ": " + message);
  }
}
