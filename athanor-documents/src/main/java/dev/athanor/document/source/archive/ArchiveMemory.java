package dev.athanor.document.source.archive;

import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.KeptFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was found in archives, so that an unchanged archive need not be unpacked to be listed. What was kept of other settings is
 * forgotten. For one thread.
 */
final class ArchiveMemory {
  private final KeptFile file;
  private final String settings;
  private final Map<String, Known> before;
  private final Map<String, Known> now = new TreeMap<>();

  /**
   * An archive that was read to its end.
   *
   * @param fingerprint of its file
   * @param members its documents, in the order of the archive
   * @param broken members that cannot be read, each with the reason
   * @param passedOver the kinds of those that nobody has asked for, each as often as it was there
   */
  record Known(String fingerprint, List<Member> members, List<Broken> broken, List<String> passedOver) {
    Fingerprint known() {
      return new Fingerprint(fingerprint);
    }
  }

  /** A member, with what stands for its content. */
  record Member(String name, long bytes, String fingerprint) {
  }

  /** A member that cannot be read. */
  record Broken(String name, String reason) {
  }

  private record Stored(String settings, Map<String, Known> archives) {
  }

  /**
   * What was remembered, if anything.
   *
   * @param settings that say which members are documents
   */
  ArchiveMemory(KeptFile file, String settings) {
    this.file = file;
    this.settings = settings;
    this.before =
        file.read(Stored.class).filter(stored -> settings.equals(stored.settings)).map(Stored::archives)
            .orElse(Map.of());
  }

  Optional<Known> of(String archive) {
    return Optional.ofNullable(before.get(archive));
  }

  void keep(String archive, Known known) {
    now.put(archive, known);
  }

  /** Writes down what was kept, and forgets the rest. */
  void save() throws IOException {
    file.write(new Stored(settings, now));
  }
}
