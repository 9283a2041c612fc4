package dev.athanor.opensearch.index;

import dev.athanor.knowledge.index.CandidatesContract;
import dev.athanor.knowledge.index.KnowledgeIndex;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class OpenSearchCandidatesTest extends CandidatesContract {
  @Override
  protected KnowledgeIndex open() {
    return OneNode.open("candidates");
  }
}
