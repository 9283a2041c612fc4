package dev.athanor.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a process did to its files, as {@code powerloss.c} wrote it down, and what a disk may hold of it. */
final class DiskLog {
  private static final int HEAD = 29;
  private static final int SECTOR = 512;

  private final List<Operation> operations;

  private DiskLog(List<Operation> operations) {
    this.operations = operations;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Operation(char kind, long inode, long number, byte[] data) {
    Path path() {
      return Path.of(new String(data, StandardCharsets.UTF_8));
    }
  }

  /** Reads a log; a record that was cut off at the end is left out. */
  static DiskLog read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Operation> operations = new ArrayList<>();
    while (bytes.remaining() >= HEAD) {
      char kind = (char) bytes.get();
      long inode = bytes.getLong();
      long number = bytes.getLong();
      bytes.getLong();
      byte[] data = new byte[bytes.getInt()];
      if (bytes.remaining() < data.length) {
        break;
      }
      bytes.get(data);
      operations.add(new Operation(kind, inode, number, data));
    }
    return new DiskLog(operations);
  }

  int size() {
    return operations.size();
  }

  /** How much of what was not synced the disk has got round to. */
  enum Luck {
    NOTHING, EVERYTHING, SOME, SOME_IN_PIECES
  }

  /** The bytes of a file: changes in order, of which the first are durable. */
  private static final class Node {
    final List<Operation> changes = new ArrayList<>();
    int durable;
  }

  /** A name in a directory from now on; no node where the name is removed. */
  private record Naming(Path name, @Nullable Node node, boolean directory) {}

  private static final class Directory {
    final List<Naming> changes = new ArrayList<>();
    int durable;
  }

  /** The state of the world after the first operations. */
  private static final class World {
    final Map<Long, Node> nodes = new HashMap<>();
    final Map<Long, Path> directoryInodes = new HashMap<>();
    final Map<Path, Directory> directories = new LinkedHashMap<>();
    final Map<Path, Node> current = new HashMap<>();
    final Map<Long, Runnable> pendingSyncs = new HashMap<>();

    World(Path root) {
      directories.put(root, new Directory());
    }

    void apply(Operation operation) {
      switch (operation.kind()) {
        case 'C' -> opened(operation);
        case 'W', 'T' -> node(operation.inode()).changes.add(operation);
        case 'M' -> {
          name(new Naming(operation.path(), null, true));
          directories.put(operation.path(), new Directory());
        }
        case 'U' -> {
          current.remove(operation.path());
          name(new Naming(operation.path(), null, false));
        }
        case 'R' -> renamed(operation);
        case 'B' -> pendingSyncs.put(operation.number(), syncing(operation.inode()));
        case 'E' -> {
          Runnable sync = pendingSyncs.remove(operation.number());
          if (sync != null) {
            sync.run();
          }
        }
        default -> throw new IllegalStateException("an unknown record: " + operation.kind());
      }
    }

    private Node node(long inode) {
      Node node = nodes.get(inode);
      if (node == null) {
        throw new IllegalStateException("a write to a file that was never opened");
      }
      return node;
    }

    private void opened(Operation operation) {
      if (directories.containsKey(operation.path())) {
        directoryInodes.put(operation.inode(), operation.path());
        return;
      }
      Node node = new Node();
      directoryInodes.remove(operation.inode());
      nodes.put(operation.inode(), node);
      current.put(operation.path(), node);
      name(new Naming(operation.path(), node, false));
    }

    private void renamed(Operation operation) {
      String[] both = new String(operation.data(), StandardCharsets.UTF_8).split("\0", -1);
      Path from = Path.of(both[0]);
      Path to = Path.of(both[1]);
      Node node = current.remove(from);
      if (node == null) {
        throw new IllegalStateException("a file was renamed that is not known: " + from);
      }
      current.put(to, node);
      name(new Naming(to, node, false));
      name(new Naming(from, null, false));
    }

    private void name(Naming naming) {
      Directory directory = directories.get(naming.name().getParent());
      if (directory == null) {
        throw new IllegalStateException("a name in a directory that is not known: " + naming.name());
      }
      directory.changes.add(naming);
    }

    private Runnable syncing(long inode) {
      Path path = directoryInodes.get(inode);
      Directory directory = path == null ? null : directories.get(path);
      if (directory != null) {
        int names = directory.changes.size();
        return () -> directory.durable = Math.max(directory.durable, names);
      }
      Node node = node(inode);
      int changes = node.changes.size();
      return () -> node.durable = Math.max(node.durable, changes);
    }
  }

  /** The world when the power failed: what was done up to an operation, synced or not. */
  final class Cut {
    private final Path root;
    private final World world;

    private Cut(Path root, int operation) {
      this.root = root;
      this.world = new World(root);
      operations.subList(0, operation).forEach(world::apply);
    }

    /** Writes what a disk may hold then. */
    void restore(Luck luck, Random random, Path into) throws IOException {
      DiskLog.restore(world, root, luck, random, into);
    }

    /** All that was written to a file, synced or not: what the process told us. */
    String told(Path file) {
      Node node = world.current.get(file);
      return node == null ? "" : new String(content(node, node.changes.size(), Luck.NOTHING, new Random(0)),
          StandardCharsets.UTF_8);
    }
  }

  /** The power fails after so many operations below a directory. */
  Cut cut(Path root, int operation) {
    return new Cut(root, operation);
  }

  private static void restore(World world, Path directory, Luck luck, Random random, Path into)
      throws IOException {
    Files.createDirectories(into);
    Directory names = world.directories.get(directory);
    if (names == null) {
      throw new IllegalStateException("no such directory: " + directory);
    }
    int lasting = names.durable + switch (luck) {
      case NOTHING -> 0;
      case EVERYTHING -> names.changes.size() - names.durable;
      case SOME, SOME_IN_PIECES -> random.nextInt(names.changes.size() - names.durable + 1);
    };
    Map<Path, Naming> present = new LinkedHashMap<>();
    for (Naming naming : names.changes.subList(0, lasting)) {
      present.put(naming.name(), naming);
    }
    for (Naming naming : present.values()) {
      Path target = into.resolve(directory.relativize(naming.name()).toString());
      Node node = naming.node();
      if (naming.directory()) {
        restore(world, naming.name(), luck, random, target);
      } else if (node != null) {
        Files.write(target, content(node, node.durable, luck, random));
      }
    }
  }

  private static byte[] content(Node node, int durable, Luck luck, Random random) {
    Bytes content = new Bytes();
    for (int i = 0; i < node.changes.size(); i++) {
      Operation change = node.changes.get(i);
      boolean whole = i < durable || switch (luck) {
        case NOTHING -> false;
        case EVERYTHING -> true;
        case SOME, SOME_IN_PIECES -> random.nextBoolean();
      };
      if (whole && change.kind() == 'T') {
        content.truncate(Math.toIntExact(change.number()));
      } else if (whole) {
        content.write(change, 0, change.data().length);
      } else if (luck == Luck.SOME_IN_PIECES && change.kind() == 'W') {
        tear(content, change, random);
      }
    }
    return content.copy();
  }

  /** A write of which some sectors have reached the disk. */
  private static void tear(Bytes content, Operation write, Random random) {
    long start = write.number();
    for (int from = 0; from < write.data().length;) {
      int to = Math.min(write.data().length, from + SECTOR - (int) ((start + from) % SECTOR));
      if (random.nextBoolean()) {
        content.write(write, from, to);
      }
      from = to;
    }
  }

  /** The bytes of a file; what was never written is zero. */
  private static final class Bytes {
    private byte[] bytes = new byte[1 << 16];
    private int size;

    void truncate(int length) {
      reserve(length);
      if (length < size) {
        Arrays.fill(bytes, length, size, (byte) 0);
      }
      size = length;
    }

    void write(Operation write, int from, int to) {
      int offset = Math.toIntExact(write.number());
      reserve(offset + to);
      System.arraycopy(write.data(), from, bytes, offset + from, to - from);
      size = Math.max(size, offset + to);
    }

    private void reserve(int length) {
      if (length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
      }
    }

    byte[] copy() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
