package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.nothing;
import static dev.athanor.journal.JournalUnderTest.part;
import static dev.athanor.journal.JournalUnderTest.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Creating, finding, listing and deleting runs. */
interface RunsContract extends JournalUnderTest {
  @Test
  default void aRunIsCreatedOnce() {
    RunHeader second = header("once", "another program", new Derivation.Fresh());
    var part = part("of the second");
    Lease lease = drive("once");
    journal().append(lease, Append.of(completed("a", 1)));

    assertThat(journal().create(second, with(completed("b", 1), part))).isFalse();

    assertThat(journal().find(lease.run()).orElseThrow().header().program()).isEqualTo("program");
    assertThat(journal().entries(lease.run(), 0)).extracting(stamped -> stamped.entry().path().value())
        .containsExactly("a");
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> journal().part(part.hash()));
  }

  @Test
  default void aHeaderComesBackAsItWent() {
    for (RunHeader header : Samples.headers(clock().instant())) {
      journal().create(header, nothing());

      RunRecord found = journal().find(header.id()).orElseThrow();

      assertThat(found.header()).isEqualTo(header);
      assertThat(found.state()).isEqualTo(RunState.RUNNING);
      assertThat(found.entries()).isZero();
      assertThat(found.updated()).isEqualTo(clock().instant());
    }
  }

  @Test
  default void anUnknownRunIsNotFound() {
    RunId unknown = new RunId("unknown");
    assertThat(journal().find(unknown)).isEmpty();
    assertThat(journal().entries(unknown, 0)).isEmpty();
    assertThat(journal().acquire(unknown, "test", LONG)).isEmpty();
    assertThat(journal().cancel(unknown)).isFalse();
    assertThat(journal().delete(unknown)).isFalse();
    assertThat(journal().answer(unknown, answered("wait", "x"), nothing())).isFalse();
    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().append(new Lease(unknown, "test", 1), Append.of(completed("a", 1))))
        .withMessageContaining("unknown");
  }

  @Test
  default void aRunIsCreatedWithItsFirstEntries() {
    journal().create(header("fork"),
        new Append(List.of(completed("a", 1), completed("b", 1)), List.of(), List.of(), Map.of()));

    assertThat(journal().entries(new RunId("fork"), 0)).extracting(Stamped::entry)
        .containsExactly(completed("a", 1), completed("b", 1));
    assertThat(journal().find(new RunId("fork")).orElseThrow().entries()).isEqualTo(2);
    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().append(acquire(new RunId("fork")), Append.of(completed("a", 1))));
  }

  @Test
  default void runsAreListedNewestFirst() {
    for (String id : List.of("old", "middle", "new")) {
      create(id);
      clock().advance(Duration.ofSeconds(1));
    }
    journal().append(acquire(new RunId("old")), Append.of(completed("a", 1)));

    assertThat(journal().runs(RunQuery.newest(10))).extracting(run -> run.id().value()).containsExactly("new",
        "middle", "old");
    assertThat(journal().runs(RunQuery.newest(2))).extracting(run -> run.id().value()).containsExactly("new",
        "middle");
    assertThat(journal().runs(RunQuery.newest(10)).getLast())
        .isEqualTo(journal().find(new RunId("old")).orElseThrow());
  }

  @Test
  default void runsOfOneMomentAreListedByName() {
    List.of("b", "c", "a", "B").forEach(this::create);
    assertThat(journal().runs(RunQuery.newest(10))).extracting(run -> run.id().value()).containsExactly("B",
        "a", "b", "c");
  }

  @Test
  default void runsAreListedByProgramStateAndRank() {
    create("plain");
    journal().create(header("other", "other", new Derivation.Fresh()), nothing());
    journal().create(header("nested", "program", new Derivation.Nested(new RunId("plain"), new Path("a"), 1)),
        nothing());
    end(drive("ended"));

    assertThat(listed(new RunQuery(Optional.of("program"), Optional.empty(), true, 10)))
        .containsExactly("ended", "plain");
    assertThat(listed(new RunQuery(Optional.empty(), Optional.of(RunState.DONE), true, 10)))
        .containsExactly("ended");
    assertThat(listed(new RunQuery(Optional.of("program"), Optional.of(RunState.RUNNING), false, 10)))
        .containsExactly("nested", "plain");
    assertThat(listed(new RunQuery(Optional.of("nobody's"), Optional.empty(), false, 10))).isEmpty();
    assertThat(listed(new RunQuery(Optional.empty(), Optional.empty(), false, 10))).containsExactly("ended",
        "nested", "other", "plain");
  }

  private List<String> listed(RunQuery query) {
    List<String> names = journal().runs(query).stream().map(run -> run.id().value()).toList();
    assertThat(journal().names(query)).extracting(RunId::value).isEqualTo(names);
    return names;
  }

  @Test
  default void anActiveRunIsNotDeleted() {
    create("active");
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> journal().delete(new RunId("active")))
        .withMessage("run active is not over; cancel it before deleting it")
        .satisfies(error -> assertThat(error.category()).isEqualTo(Category.USER));
    assertThat(journal().find(new RunId("active"))).isPresent();
  }

  @Test
  default void aDeletedRunIsGoneAndItsNameIsFree() {
    end(drive("gone"));
    RunId id = new RunId("gone");

    assertThat(journal().delete(id)).isTrue();

    assertThat(journal().find(id)).isEmpty();
    assertThat(journal().entries(id, 0)).isEmpty();
    assertThat(journal().runs(RunQuery.newest(10))).isEmpty();
    assertThat(journal().delete(id)).isFalse();
    create("gone");
    assertThat(journal().entries(id, 0)).isEmpty();
  }

  @Test
  default void aDriverOfADeletedRunCannotRecordInItsNamesake() {
    Lease before = drive("name");
    end(before);
    journal().delete(before.run());
    Lease after = drive("name");

    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().append(before, Append.of(completed("a", 1))));

    assertThat(journal().append(after, Append.of(completed("a", 1))).sequence()).isEqualTo(1);
  }
}
