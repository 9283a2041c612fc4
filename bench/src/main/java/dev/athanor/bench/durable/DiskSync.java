package dev.athanor.bench.durable;

import dev.athanor.bench.measure.Lane;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk can do: writes of 4 KB, each followed by fdatasync. */
final class DiskSync implements AutoCloseable {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 1024;

  private final FileChannel growing;
  private final FileChannel allocated;
  private int next;

  DiskSync(Path folder) throws IOException {
    growing = open(folder.resolve("growing"));
    allocated = open(folder.resolve("allocated"));
    allocated.write(ByteBuffer.allocate(BLOCK * BLOCKS));
    allocated.force(true);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Appends to a file: each sync has to record its new size too. */
  Lane appends() {
    return Lane.repeating("fdatasync of a 4 KB append", () -> {
      growing.write(ByteBuffer.allocate(BLOCK), growing.size());
      growing.force(false);
      return 1;
    });
  }

  /** Writes over a file of 4 MB, as a database does in a log that it uses again. */
  Lane overwrites() {
    return Lane.repeating("fdatasync of a 4 KB write in place", () -> {
      allocated.write(ByteBuffer.allocate(BLOCK), (long) BLOCK * (next++ % BLOCKS));
      allocated.force(false);
      return 1;
    });
  }

  @Override
  public void close() throws IOException {
    growing.close();
    allocated.close();
  }
}
