package dev.athanor.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import java.util.List;
import java.util.function.Consumer;

/**
 * A memory that lives in this process, journaled as if it were a store: what it makes of a message, such as what it forgets for
 * it, is computed by the wrapped one, which then gets back what it had until the run writes to it.
 */
final class JournaledMemory implements ChatMemory {
  private final ChatMemory memory;
  private final JournaledMemoryStore store;

  JournaledMemory(Journaled journaled, ChatMemory memory) {
    this.memory = memory;
    this.store = new JournaledMemoryStore(journaled, new Kept(memory));
  }

  /** What the wrapped memory remembers, as a store. Whoever uses the memory holds its lock. */
  private record Kept(ChatMemory memory) implements ChatMemoryStore {
    @Override
    public List<ChatMessage> getMessages(Object memoryId) {
      synchronized (memory) {
        return List.copyOf(memory.messages());
      }
    }

    @Override
    public void updateMessages(Object memoryId, List<ChatMessage> messages) {
      synchronized (memory) {
        if (messages.isEmpty()) {
          memory.clear();
        } else {
          memory.set(messages);
        }
      }
    }

    @Override
    public void deleteMessages(Object memoryId) {
      updateMessages(memoryId, List.of());
    }

    /** What would come of a change to these messages. */
    List<ChatMessage> changed(List<ChatMessage> messages, Consumer<ChatMemory> change) {
      synchronized (memory) {
        List<ChatMessage> before = List.copyOf(memory.messages());
        try {
          updateMessages(memory.id(), messages);
          change.accept(memory);
          return List.copyOf(memory.messages());
        } finally {
          updateMessages(memory.id(), before);
        }
      }
    }
  }

  private void change(Consumer<ChatMemory> change) {
    List<ChatMessage> now = store.getMessages(id());
    store.updateMessages(id(), new Kept(memory).changed(now, change));
  }

  @Override
  public Object id() {
    return memory.id();
  }

  @Override
  public void add(ChatMessage message) {
    change(changing -> changing.add(message));
  }

  @Override
  public void set(Iterable<ChatMessage> messages) {
    change(changing -> changing.set(messages));
  }

  @Override
  public List<ChatMessage> messages() {
    return store.getMessages(id());
  }

  @Override
  public void clear() {
    store.deleteMessages(id());
  }
}
