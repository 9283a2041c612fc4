package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.part;
import static dev.athanor.journal.JournalUnderTest.with;
import static dev.athanor.journal.JournalUnderTest.withFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Parts and files. */
interface ContentContract extends JournalUnderTest {
  /** Bytes that do not compress, the same for the same seed. */
  static byte[] noise(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  default void aPartComesBackAsItWent() {
    Lease lease = drive("run");
    for (Merkle.Part part : List.of(part("text"), Merkle.Part.of(new byte[0]),
        Merkle.Part.of(noise(70_000, 1)), Merkle.Part.of(noise(3_000_000, 2)),
        Merkle.Part.of(new byte[4_000_000]))) {
      journal().append(lease, with(completed(part.hash().brief(), 1), part));
      assertThat(journal().part(part.hash())).isEqualTo(part.content());
    }
  }

  @Test
  default void aPartOfManyRunsAndAppendsIsStoredOnce() {
    var part = part("shared");
    Lease first = drive("first");
    Lease second = drive("second");
    journal().append(first, with(completed("a", 1), part, part));
    journal().append(first, with(completed("b", 1), part));
    journal().append(second, with(completed("a", 1), part));
    end(first);
    end(second);
    journal().delete(first.run());
    journal().delete(second.run());

    assertThat(journal().sweep(java.time.Duration.ZERO).parts()).isEqualTo(1);
  }

  @Test
  default void missingContentIsNamed() {
    Hash hash = Hash.of("nowhere");
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> journal().part(hash))
        .satisfies(error -> {
          assertThat(error.code()).isEqualTo("content-missing");
          assertThat(error.category()).isEqualTo(Category.DATA);
          assertThat(error).hasMessageContaining(hash.brief());
        });
    assertThatExceptionOfType(AthanorException.class)
        .isThrownBy(() -> journal().open(new Payload(hash, 3, "text/plain")))
        .withMessageContaining(hash.brief());
  }

  @Test
  default void anEntryCannotReferToAFileThatIsNotThere() {
    Lease lease = drive("run");
    Hash hash = Hash.of("never stored");
    assertThatExceptionOfType(AthanorException.class)
        .isThrownBy(() -> journal().append(lease, withFiles(completed("a", 1), List.of(hash))))
        .satisfies(error -> assertThat(error.code()).isEqualTo("content-missing"))
        .withMessageContaining(hash.brief());
    assertThat(journal().entries(lease.run(), 0)).isEmpty();
    assertThat(journal().append(lease, Append.of(completed("a", 1))).sequence()).isEqualTo(1);
  }

  @Test
  default void whatAReaderDoesToAPartStaysWithTheReader() {
    Lease lease = drive("run");
    var part = part("original");
    journal().append(lease, with(completed("a", 1), part));
    Arrays.fill(journal().part(part.hash()), (byte) 0);
    assertThat(journal().part(part.hash())).isEqualTo(part("original").content());
  }

  @Test
  default void aLargeFileIsStreamedInAndOut() throws IOException {
    byte[] bytes = noise(5_000_000, 3);
    Payload payload = journal().store(new ByteArrayInputStream(bytes), "application/pdf");

    assertThat(payload).isEqualTo(new Payload(Hash.of(bytes), bytes.length, "application/pdf"));
    journal().append(drive("run"), withFiles(completed("a", 1), List.of(payload.hash())));
    try (InputStream stream = journal().open(payload)) {
      assertThat(stream.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
      assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, bytes.length));
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  default void anEmptyFileIsAFile() throws IOException {
    Payload payload = journal().store(InputStream.nullInputStream(), "text/plain");
    assertThat(payload.size()).isZero();
    try (InputStream stream = journal().open(payload)) {
      assertThat(stream.readAllBytes()).isEmpty();
    }
  }

  @Test
  default void aFileStoredTwiceIsStoredOnce() {
    byte[] bytes = noise(1000, 4);
    Payload first = journal().store(new ByteArrayInputStream(bytes), "a/b");
    Payload second = journal().store(new ByteArrayInputStream(bytes), "c/d");
    assertThat(second.hash()).isEqualTo(first.hash());
    assertThat(second.mediaType()).isEqualTo("c/d");
    assertThat(journal().sweep(java.time.Duration.ZERO).parts()).isEqualTo(1);
  }

  @Test
  default void aFileThatBreaksOffIsNotStored() {
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(noise(100_000, 5)), new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int from, int most) throws IOException {
            return read();
          }
        });
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> journal().store(broken, "text/plain")).withStackTraceContaining("connection reset");
    assertThat(journal().sweep(java.time.Duration.ZERO)).isEqualTo(new Sweep(0, 0));
  }
}
