package dev.athanor.opensearch.index;

import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.KnowledgeIndexContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class OpenSearchIndexTest extends KnowledgeIndexContract {
  private static final AtomicInteger TESTS = new AtomicInteger();

  private final int test = TESTS.incrementAndGet();

  @Override
  protected KnowledgeIndex open(String place) {
    return OneNode.open("contract-" + test + "-" + place);
  }
}
