package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/**
 * How often the sealed cases of a dataset were opened: a file beside the dataset, {@code NAME.uses.jsonl}, one use a line. It belongs into version
 * control with the dataset, since what was seen once can't be unseen by throwing a store away. Each opening lets the numbers of the test
 * leak into later choices, so after {@value #MOST} the cases are retired (Dwork et al. 2015, The reusable holdout).
 *
 * @param file where uses are written
 */
public record Seal(Path file) {
  /** So often the same cases may be opened. */
  public static final int MOST = 10;

  private static final Codec<Use> USE = Codec.of(Use.class);
  private static final Object OPENING = new Object();

  /**
   * One opening.
   *
   * @param at when
   * @param evaluation by its name
   * @param experiment the run that asked the cases
   * @param cases the version of the sealed cases
   */
  public record Use(Instant at, String evaluation, String experiment, Hash cases) {}

  /** Of a dataset's file. */
  public static Seal of(Path dataset) {
    String name = dataset.getFileName().toString();
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    return new Seal(dataset.resolveSibling(stem + ".uses.jsonl"));
  }

  /** All uses of these cases, the oldest first. */
  public List<Use> uses(Hash cases) {
    return all().stream().filter(use -> use.cases().equals(cases)).toList();
  }

  /**
   * Writes an opening down before anything is shown. The same experiment counts once.
   *
   * @return how many there are now
   * @throws AthanorException {@code test-retired} if there were too many
   */
  public int open(Use use) {
    synchronized (OPENING) { // a file's lock is the whole process's
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
          StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
        return opened(use, channel);
      } catch (IOException e) {
        throw AthanorException.data("seal-unwritable",
            "the use of the sealed cases can't be written down in " + file + ": " + e.getMessage()
                + "; nothing was opened",
            e);
      }
    }
  }

  /** Reads through the channel: to open and close the file in another way would let go of the lock. */
  private int opened(Use use, FileChannel channel) throws IOException {
    var text = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (text.hasRemaining() && channel.read(text) >= 0) {
      // on to the end
    }
    List<Use> before = parsed(new String(text.array(), 0, text.position(), StandardCharsets.UTF_8)).stream()
        .filter(other -> other.cases().equals(use.cases())).toList();
    if (before.stream().anyMatch(other -> other.experiment().equals(use.experiment()))) {
      return before.size();
    }
    if (before.size() >= MOST) {
      throw AthanorException.user("test-retired", "the sealed cases were opened " + before.size()
          + " times (see " + file
          + "), so what passes here proves nothing any more; put new cases into the split test");
    }
    String line = new String(CanonicalJson.bytes(USE.encode(use)), StandardCharsets.UTF_8) + "\n";
    channel.position(channel.size());
    ByteBuffer buffer = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
    return before.size() + 1;
  }

  private static List<Use> parsed(String lines) {
    return lines.lines().filter(line -> !line.isBlank()).map(line -> USE.decode(Json.parse(line))).toList();
  }

  private List<Use> all() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return parsed(Files.readString(file));
    } catch (IOException e) {
      throw AthanorException.data("seal-unreadable", file + " can't be read: " + e.getMessage(), e);
    }
  }
}
