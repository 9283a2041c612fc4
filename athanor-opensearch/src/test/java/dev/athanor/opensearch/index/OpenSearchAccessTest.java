package dev.athanor.opensearch.index;

import dev.athanor.knowledge.index.AccessContract;
import dev.athanor.knowledge.index.KnowledgeIndex;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class OpenSearchAccessTest extends AccessContract {
  @Override
  protected KnowledgeIndex open(String place) {
    return OneNode.open("access-" + place);
  }
}
