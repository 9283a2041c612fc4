package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.LanguagesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneLanguagesTest extends LanguagesContract {
  @TempDir
  private Path folder;

  @Override
  protected KnowledgeIndex open() {
    return LuceneIndex.open(folder);
  }
}
