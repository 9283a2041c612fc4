package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.RetrievalAugmentor;
import java.util.List;
import java.util.Optional;

/**
 * A retrieval augmentor that is one step as a whole, whatever it does on which threads.
 *
 * @param journaled how to wrap
 * @param augmentor the wrapped one
 */
record JournaledRetrievalAugmentor(Journaled journaled, RetrievalAugmentor augmentor)
    implements RetrievalAugmentor {
  private static final Codec<Question> QUESTION = Codec.of(Question.class);
  private static final Codec<Augmented> AUGMENTED = Codec.of(Augmented.class);

  /**
   * What is to be augmented.
   *
   * @param message that was said
   * @param before what was said before it
   * @param memory of which conversation
   */
  record Question(Message message, List<Message> before, Optional<String> memory) {}

  /**
   * What came of it.
   *
   * @param message with what was found
   * @param contents that were found
   */
  record Augmented(Message message, List<Retrieved> contents) {}

  @Override
  public AugmentationResult augment(AugmentationRequest request) {
    Optional<Binding.Inside> inside = journaled.inside("a retrieval augmentor");
    if (inside.isEmpty()) {
      return augmentor.augment(request);
    }
    Wrapped<Question, Augmented> operation =
        new Wrapped<>("augment", Effect.READ, QUESTION, AUGMENTED, (_, _) -> {
          AugmentationResult result = augmentor.augment(request);
          return new Augmented(Messages.ours(result.chatMessage()), Retrieved.ours(result.contents()));
        });
    List<Message> before =
        Messages.ours(Optional.ofNullable(request.metadata().chatMemory()).orElse(List.of()));
    Augmented augmented = operation.ask(inside.get().run(), "augment", new Question(Messages.ours(request
        .chatMessage()), before, inside.get().conversation(request.metadata().chatMemoryId())));
    return new AugmentationResult(Messages.theirs(augmented.message()),
        Retrieved.theirs(augmented.contents()));
  }
}
