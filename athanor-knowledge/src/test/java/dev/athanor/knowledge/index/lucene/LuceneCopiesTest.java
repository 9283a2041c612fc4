package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.CopiesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneCopiesTest extends CopiesContract {
  @TempDir
  private Path folder;

  @Override
  protected KnowledgeIndex open() {
    return LuceneIndex.open(folder);
  }
}
