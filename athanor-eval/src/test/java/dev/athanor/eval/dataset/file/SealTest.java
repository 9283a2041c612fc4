package dev.athanor.eval.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Hash;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
  private static final Hash CASES = Hash.of("cases");
  @TempDir
  private Path folder;

  private static Seal.Use use(String experiment) {
    return new Seal.Use(Instant.EPOCH, "answers", experiment, CASES);
  }

  @Test
  void everyOpeningIsWrittenDownBesideTheDatasetAndCounted() {
    Seal seal = Seal.of(folder.resolve("golden.jsonl"));
    assertThat(seal.open(use("e1"))).isEqualTo(1);
    assertThat(seal.open(use("e2"))).isEqualTo(2);
    assertThat(folder.resolve("golden.uses.jsonl")).exists();
    assertThat(Seal.of(folder.resolve("golden.jsonl")).uses(CASES)).containsExactly(use("e1"), use("e2"));
  }

  @Test
  void anExperimentThatIsGoneOnWithCountsOnce() {
    Seal seal = Seal.of(folder.resolve("golden.jsonl"));
    seal.open(use("e1"));
    assertThat(seal.open(use("e1"))).isEqualTo(1);
  }

  @Test
  void afterTenOpeningsTheCasesAreRetiredAndOthersAreNot() {
    Seal seal = Seal.of(folder.resolve("golden.jsonl"));
    for (int i = 0; i < Seal.MOST; i++) {
      seal.open(use("e" + i));
    }
    assertThatThrownBy(() -> seal.open(use("more")))
        .hasMessageContaining("the sealed cases were opened 10 times")
        .hasMessageContaining("put new cases into the split test");
    assertThat(seal.open(new Seal.Use(Instant.EPOCH, "answers", "more", Hash.of("new")))).isEqualTo(1);
  }

  @Test
  void manyAtOnceOpenNoMoreThanTen() throws Exception {
    Seal seal = Seal.of(folder.resolve("golden.jsonl"));
    List<Future<Integer>> openings = new ArrayList<>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        Seal.Use use = use("e" + i);
        openings.add(many.submit(() -> seal.open(use)));
      }
    }
    assertThat(openings.stream().filter(each -> each.state() == Future.State.SUCCESS)).hasSize(Seal.MOST);
    assertThat(openings.stream().filter(each -> each.state() == Future.State.FAILED)
        .map(each -> each.exceptionNow().getMessage())).allMatch(why -> why.contains("were opened 10 times"));
    assertThat(seal.uses(CASES)).hasSize(Seal.MOST);
  }

  @Test
  void whereNothingCanBeWrittenNothingIsOpened() {
    assertThatThrownBy(() -> Seal.of(folder.resolve("none/golden.jsonl")).open(use("e1")))
        .hasMessageContaining(
            "nothing was opened");
  }
}
