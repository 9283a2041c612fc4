package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.util.List;
import java.util.Optional;

/**
 * A content retriever whose every call is a step: PURE if the snapshot that it searches has a name, READ otherwise.
 *
 * @param journaled how to wrap
 * @param name of its steps
 * @param snapshot that it searches, if it never changes
 * @param retriever the wrapped one
 */
record JournaledContentRetriever(Journaled journaled, String name, Optional<String> snapshot,
    ContentRetriever retriever) implements ContentRetriever {
  private static final Codec<Question> QUESTION = Codec.of(Question.class);

  /**
   * What is looked for.
   *
   * @param query in words
   * @param memory of which conversation, for filters by it
   * @param snapshot in which
   */
  record Question(String query, Optional<String> memory, Optional<String> snapshot) {}

  @Override
  public List<Content> retrieve(Query query) {
    Optional<Binding.Inside> inside = journaled.inside("the content retriever \"" + name + "\"");
    if (inside.isEmpty()) {
      return retriever.retrieve(query);
    }
    Effect effect = snapshot.isPresent() ? Effect.PURE : Effect.READ;
    Wrapped<Question, List<Retrieved>> operation = new Wrapped<>("retrieve", effect, QUESTION, Retrieved.LIST,
        (_, _) -> Retrieved.ours(retriever.retrieve(query)));
    Optional<String> memory = Optional.ofNullable(query.metadata())
        .flatMap(metadata -> inside.get().conversation(metadata.chatMemoryId()));
    return Retrieved
        .theirs(operation.ask(inside.get().run(), name, new Question(query.text(), memory, snapshot)));
  }
}
