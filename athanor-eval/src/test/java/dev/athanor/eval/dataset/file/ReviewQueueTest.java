package dev.athanor.eval.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewQueueTest {
  @TempDir
  private Path folder;
  private ReviewQueue queue;

  @BeforeEach
  void open() {
    queue = new ReviewQueue(folder, "q");
  }

  private static Case given(String id) {
    return new Case(id, Codec.TEXT.encode("What about " + id + "?"), Optional.of(Codec.TEXT.encode("x")),
        List.of(),
        Json.object(), new TreeSet<>(), Optional.empty(), Split.VALIDATION);
  }

  @Test
  void aCaseGoesFromTheQueueIntoTheDatasetOrAway() {
    assertThat(queue.add(List.of(given("a"), given("b"), given("c")))).hasSize(3);
    queue.accept(given("b").answered(Codec.TEXT.encode("y")).in(Split.TRAIN));
    queue.reject(given("a"));
    assertThat(queue.waiting()).extracting(Case::id).containsExactly("c");
    Case accepted = DatasetFile.of(queue.dataset()).read().cases().getFirst();
    assertThat(accepted.reference().orElseThrow().stringValue()).isEqualTo("y");
    assertThat(accepted.split()).isEqualTo(Split.TRAIN);
    queue.accept(given("c"));
    assertThat(queue.proposed()).doesNotExist();
    assertThat(queue.known()).extracting(Case::id).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whatIsKnownIsNotAddedAgain() {
    queue.add(List.of(given("a"), given("b"), given("c")));
    queue.reject(given("a"));
    queue.accept(given("b"));
    assertThat(queue.add(List.of(given("a"), given("b"), given("c"), given("d"), given("d"))))
        .extracting(Case::id).containsExactly("d");
    assertThat(queue.waiting()).extracting(Case::id).containsExactly("c", "d");
  }

  @Test
  void aReviewThatWasCutOffHalfWayLosesAndDoublesNothing() throws Exception {
    queue.add(List.of(given("a"), given("b")));
    byte[] before = Files.readAllBytes(queue.proposed());
    queue.accept(given("a"));
    Files.write(queue.proposed(), before); // as if it had ended before the case left the queue
    queue.accept(given("a"));
    assertThat(DatasetFile.of(queue.dataset()).read().cases()).extracting(Case::id).containsExactly("a");
    assertThat(queue.waiting()).extracting(Case::id).containsExactly("b");
  }

  @Test
  void whatDoesNotWaitCanNotBeAccepted() {
    assertThatThrownBy(() -> queue.accept(given("a"))).hasMessage("no case \"a\" waits in " + queue.proposed()
        + "; list those that do with: athanor dataset review q --list");
  }
}
