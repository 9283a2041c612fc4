package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.CandidatesContract;
import dev.athanor.knowledge.index.KnowledgeIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneCandidatesTest extends CandidatesContract {
  @TempDir
  private static Path folder;

  @Override
  protected KnowledgeIndex open() {
    return LuceneIndex.open(folder);
  }
}
