package dev.athanor.knowledge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.StoredDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncWithModelTest {

  @Test
  void the_vectors_kept_are_to_the_bit_those_of_the_passages_alone(@TempDir Path folder) {
    Workplace place =
        new Workplace(folder).write("coal.md", "# Coal\n\nCoal burns hot.\n\n# Peat\n\nPeat smokes.\n")
            .write("ore.txt", "Ore is smelted in a furnace.");
    try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmall()) {
      SyncReport report = place.sync(embedder);

      assertThat(report.embedded()).isEqualTo(3);
      List<String> passages = new ArrayList<>();
      List<float[]> kept = new ArrayList<>();
      try (Ledger ledger = Ledger.open(Sync.ledgerFile(place.home), Workplace.CLOCK)) {
        for (var entry : ledger.entries()) {
          StoredDocument stored = ledger.load(entry.document(), embedder.version()).orElseThrow();
          stored.document().chunks().forEach(chunk -> passages.add(chunk.passage()));
          kept.addAll(stored.vectors());
        }
      }
      for (int i = 0; i < passages.size(); i++) {
        assertThat(embedder.embed(List.of(passages.get(i))).getFirst()).containsExactly(kept.get(i));
      }
      assertThat(passages).containsExactly("Coal\nCoal burns hot.", "Coal > Peat\nPeat smokes.",
          "ore\nOre is smelted in a furnace.");
    }
  }
}
