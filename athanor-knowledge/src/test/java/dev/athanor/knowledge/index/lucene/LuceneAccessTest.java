package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.AccessContract;
import dev.athanor.knowledge.index.KnowledgeIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneAccessTest extends AccessContract {
  @TempDir
  private static Path folder;

  @Override
  protected KnowledgeIndex open(String place) {
    return LuceneIndex.open(folder.resolve(place));
  }
}
