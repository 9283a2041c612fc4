package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.withMemo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Hash;
import org.junit.jupiter.api.Test;

/** Records that may answer other runs. */
interface MemosContract extends JournalUnderTest {
  Hash KEY = Hash.of("which question");

  @Test
  default void aMemoIsTheRecordOfTheRunThatLivedIt() {
    Lease lease = drive("first");
    assertThat(journal().memo(KEY)).isEmpty();
    journal().append(lease, withMemo(completed("a", 2), KEY));
    assertThat(journal().memo(KEY)).contains(new Memo(lease.run(), completed("a", 2)));
  }

  @Test
  default void theFirstWriterOfAMemoWins() {
    Lease first = drive("first");
    Lease second = drive("second");
    journal().append(first, withMemo(completed("a", 1), KEY));
    journal().append(second, withMemo(completed("b", 1), KEY));
    assertThat(journal().memo(KEY)).contains(new Memo(first.run(), completed("a", 1)));
    assertThat(journal().entries(second.run(), 0)).hasSize(1);
  }

  @Test
  default void aMemoGoesWithItsRunAndMakesRoomForTheNext() {
    Lease first = drive("first");
    journal().append(first, withMemo(completed("a", 1), KEY));
    end(first);
    journal().delete(first.run());
    assertThat(journal().memo(KEY)).isEmpty();

    Lease second = drive("second");
    journal().append(second, withMemo(completed("b", 1), KEY));
    assertThat(journal().memo(KEY)).contains(new Memo(second.run(), completed("b", 1)));
  }

  @Test
  default void aMemoOfADeletedRunIsNotTakenForItsNamesakes() {
    Lease first = drive("name");
    journal().append(first, withMemo(completed("a", 1), KEY));
    end(first);
    journal().delete(first.run());
    Lease namesake = drive("name");
    journal().append(namesake, Append.of(completed("a", 1)));
    assertThat(journal().memo(KEY)).isEmpty();
  }
}
