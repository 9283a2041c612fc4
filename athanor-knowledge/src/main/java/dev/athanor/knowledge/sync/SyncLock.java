package dev.athanor.knowledge.sync;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held while syncing, so that a second sync says who runs instead of getting in the way. The lock is the operating
 * system's: it is free again when its process is gone, however that ended.
 */
final class SyncLock implements AutoCloseable {

  /**
   * Who holds which file in this process. Asked before the file is touched: closing any channel to a file gives up all
   * locks that this process has on it.
   */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;

  private SyncLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static SyncLock acquire(Path folder, Instant now) {
    Path file = folder.toAbsolutePath().normalize().resolve("sync.lock");
    String holder =
        "process " + ProcessHandle.current().pid() + " since " + now.truncatedTo(ChronoUnit.SECONDS);
    String here = HELD_HERE.putIfAbsent(file, holder);
    if (here != null) {
      throw busy(here);
    }
    boolean held = false;
    try {
      Files.createDirectories(folder);
      SyncLock lock = lock(file, holder);
      held = true;
      return lock;
    } catch (IOException e) {
      throw AthanorException.data("sync-lock", file + " cannot be locked (" + e
          + "). Make its folder writable for this user and sync again. Nothing was changed", e);
    } finally {
      if (!held) {
        HELD_HERE.remove(file);
      }
    }
  }

  private static SyncLock lock(Path file, String holder) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
        StandardOpenOption.WRITE);
    boolean held = false;
    try {
      if (channel.tryLock() == null) {
        throw busy(Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      held = true;
      return new SyncLock(file, channel);
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static AthanorException busy(String holder) {
    return new AthanorException("sync-busy", Category.USER, true,
        "another sync is running (" + (holder.isEmpty()
            ? "it has just started"
            : holder) + "). Wait until it ends, or end that process, and sync again. Nothing was changed");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw AthanorException.data("sync-lock",
          file + " cannot be let go of: " + e + ". It is free when this process ends",
          e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
