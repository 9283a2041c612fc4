package dev.athanor.opensearch.index;

import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.CopiesContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class OpenSearchCopiesTest extends CopiesContract {
  private static final AtomicInteger TESTS = new AtomicInteger();

  private final int test = TESTS.incrementAndGet();

  @Override
  protected KnowledgeIndex open() {
    return OneNode.open("copies-" + test);
  }
}
