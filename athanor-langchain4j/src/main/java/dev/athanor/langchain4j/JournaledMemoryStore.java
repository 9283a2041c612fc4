package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Failure;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import dev.athanor.run.StepFailed;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A memory store that a run reads once for each conversation, and to which it writes what it changes. In between, the run goes
 * by its own copy, so that a fork or a dry run, which may not write, still hears what was said.
 *
 * @param journaled how to wrap
 * @param store the wrapped one
 */
record JournaledMemoryStore(Journaled journaled, ChatMemoryStore store)
    implements ChatMemoryStore {
  private static final Codec<List<Message>> MESSAGES = Codec.of(Message.class).list();
  private static final Codec<Conversation> CONVERSATION = Codec.of(Conversation.class);
  private static final Codec<Boolean> DONE = Codec.of(Boolean.class);

  /** A conversation as it is to be kept. */
  record Conversation(String memory, List<Message> messages) {}

  @Override
  public List<ChatMessage> getMessages(Object memoryId) {
    return inside().map(inside -> copy(inside, memoryId)).orElseGet(() -> store.getMessages(memoryId));
  }

  private List<ChatMessage> copy(Binding.Inside inside, Object memoryId) {
    Map<Object, List<ChatMessage>> conversations = inside.conversations(store);
    List<ChatMessage> known = conversations.get(memoryId);
    if (known != null) {
      return known;
    }
    Wrapped<String, List<Message>> operation = new Wrapped<>("memory", Effect.READ, Codec.TEXT, MESSAGES,
        (_, _) -> Messages.ours(store.getMessages(memoryId)));
    List<ChatMessage> read = Messages.theirs(operation.ask(inside.run(), "memory", name(inside, memoryId)));
    conversations.put(memoryId, read);
    return read;
  }

  /** To keep the same twice is to keep it once, which is why a write that was cut off may be repeated. */
  @Override
  public void updateMessages(Object memoryId, List<ChatMessage> messages) {
    Optional<Binding.Inside> inside = inside();
    if (inside.isEmpty()) {
      store.updateMessages(memoryId, messages);
      return;
    }
    Wrapped<Conversation, Boolean> operation = new Wrapped<>("remember", Effect.KEYED, CONVERSATION, DONE,
        (conversation, _) -> {
          store.updateMessages(memoryId, Messages.theirs(conversation.messages()));
          return true;
        });
    List<Message> ours = Messages.ours(messages);
    inside.get().conversations(store).put(memoryId, Messages.theirs(ours));
    write(inside.get(), "remember", operation, new Conversation(name(inside.get(), memoryId), ours));
  }

  @Override
  public void deleteMessages(Object memoryId) {
    Optional<Binding.Inside> inside = inside();
    if (inside.isEmpty()) {
      store.deleteMessages(memoryId);
      return;
    }
    Wrapped<String, Boolean> operation = new Wrapped<>("forget", Effect.KEYED, Codec.TEXT, DONE, (_, _) -> {
      store.deleteMessages(memoryId);
      return true;
    });
    inside.get().conversations(store).put(memoryId, List.of());
    write(inside.get(), "forget", operation, name(inside.get(), memoryId));
  }

  /** A fork or a dry run may not write: the store stays as it is, and the run goes by its copy. */
  private <Q> void write(Binding.Inside inside, String step, Wrapped<Q, Boolean> operation, Q request) {
    try {
      boolean _ = operation.ask(inside.run(), step, request);
    } catch (StepFailed e) {
      if (!e.code().equals(Failure.REFUSED)) {
        throw e;
      }
    }
  }

  private Optional<Binding.Inside> inside() {
    return journaled.inside("a chat memory");
  }

  private static String name(Binding.Inside inside, Object memoryId) {
    return inside.conversation(memoryId).orElse("");
  }
}
