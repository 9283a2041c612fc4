package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.langchain4j.store.memory.chat.InMemoryChatMemoryStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private final Bench bench = new Bench();
  private final InMemoryChatMemoryStore kept = new InMemoryChatMemoryStore();
  private final List<String> touched = new CopyOnWriteArrayList<>();
  private final PlayedModel model =
      new PlayedModel(request -> AiMessage.from("heard " + request.messages().size()));

  /** Notes what is asked of it. */
  private final ChatMemoryStore store = new ChatMemoryStore() {
    @Override
    public List<ChatMessage> getMessages(Object memoryId) {
      touched.add("read");
      return kept.getMessages(memoryId);
    }

    @Override
    public void updateMessages(Object memoryId, List<ChatMessage> messages) {
      touched.add("write " + messages.size());
      kept.updateMessages(memoryId, messages);
    }

    @Override
    public void deleteMessages(Object memoryId) {
      touched.add("delete");
      kept.deleteMessages(memoryId);
    }
  };

  interface Assistant {
    String chat(@MemoryId String who, @dev.langchain4j.service.UserMessage String text);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private MessageWindowChatMemory memory(Object id, ChatMemoryStore wrapped) {
    return MessageWindowChatMemory.builder().id(id).maxMessages(4).chatMemoryStore(wrapped).build();
  }

  private Program<List<String>, String> talk() {
    ChatMemoryStore wrapped = Journaled.STRICT.chatMemoryStore(store);
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model))
        .chatMemoryProvider(id -> memory(id, wrapped)).build();
    return Journaled.STRICT.program("talk", Codec.TEXT.list(), Codec.TEXT,
        said -> assistant.chat(said.getFirst(), said
            .getLast()));
  }

  @Test
  void aConversationGoesOnFromRunToRun() {
    Program<List<String>, String> talk = talk();
    assertThat(bench.runs.start(ID, talk, List.of("ann", "one")).outcome())
        .isEqualTo(new Outcome.Done<>("heard 1"));
    assertThat(bench.runs.start(new RunId("r2"), talk, List.of("ann", "two")).outcome())
        .isEqualTo(new Outcome.Done<>(
            "heard 3"));
    assertThat(bench.runs.start(new RunId("r3"), talk, List.of("bob", "hi")).outcome())
        .isEqualTo(new Outcome.Done<>(
            "heard 1"));
    assertThat(kept.getMessages("ann")).hasSize(4);
  }

  @Test
  void aRunReadsAConversationOnceAndAReplayTouchesNothing() {
    Program<List<String>, String> talk = talk();
    var _ = bench.runs.start(ID, talk, List.of("ann", "one")).outcome();
    assertThat(touched).containsExactly("read", "write 1", "write 2");
    assertThat(bench.replay(ID, talk).divergence()).isEmpty();
    assertThat(touched).hasSize(3);
  }

  @Test
  void aRunThatIsResumedSaysNothingTwice() {
    for (int write = 1; write <= 10; write++) {
      for (boolean durable : List.of(true, false)) {
        try (Bench killed = new Bench()) {
          kept.deleteMessages("ann");
          var _ = killed.killedAt(write, durable, talk(), List.of("ann", "one"));
          assertThat(killed.runs.start(ID, talk(), List.of("ann", "one")).outcome())
              .isEqualTo(new Outcome.Done<>(
                  "heard 1"));
          assertThat(kept.getMessages("ann")).containsExactly(UserMessage.from("one"),
              AiMessage.from("heard 1"));
        }
      }
    }
  }

  @Test
  void aNameThatWasMadeUpInTheRunIsAnotherInAReplay() {
    ChatMemoryStore wrapped = Journaled.STRICT.chatMemoryStore(store);
    Program<String, String> program = Journaled.STRICT.program("made-up", Codec.TEXT, Codec.TEXT, given -> {
      var memory = memory(UUID.randomUUID().toString(), wrapped);
      memory.add(UserMessage.from("hi"));
      var named = memory(given, wrapped);
      named.add(UserMessage.from("ho"));
      named.clear();
      return memory.messages().size() + " and " + named.messages().size();
    });
    String session = UUID.randomUUID().toString();
    assertThat(bench.runs.start(ID, program, session).outcome()).isEqualTo(new Outcome.Done<>("1 and 0"));
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(
        bench.steps(ID).stream().map(step -> step.step().request().value(bench.journal::part).toString()))
        .anyMatch(request -> request.contains("(made up)")).anyMatch(request -> request.contains(session));
    assertThat(touched).endsWith("delete");
  }

  interface Forgetful {
    String chat(String text);
  }

  private Program<String, String> forgetful(MessageWindowChatMemory memory) {
    Forgetful assistant =
        AiServices.builder(Forgetful.class).chatModel(Journaled.STRICT.chatModel(model)).chatMemory(
            Journaled.STRICT.chatMemory(memory)).build();
    return Journaled.STRICT.program("forgetful", Codec.TEXT, Codec.TEXT,
        said -> assistant.chat(said) + " and "
            + assistant.chat("again"));
  }

  @Test
  void aMemoryInThisProcessForgetsAsItDoesAndAReplayLeavesItAlone() {
    MessageWindowChatMemory memory = MessageWindowChatMemory.withMaxMessages(3);
    Program<String, String> program = forgetful(memory);
    MessageWindowChatMemory other = MessageWindowChatMemory.withMaxMessages(3);
    Forgetful plain = AiServices.builder(Forgetful.class).chatModel(model).chatMemory(other).build();
    for (RunId run : List.of(ID, new RunId("r2"))) {
      assertThat(bench.runs.start(run, program, run.toString()).outcome())
          .isEqualTo(new Outcome.Done<>(plain.chat(run
              .toString()) + " and " + plain.chat("again")));
    }
    List<ChatMessage> now = memory.messages();
    assertThat(now).isEqualTo(other.messages());
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(bench.replay(new RunId("r2"), program).divergence()).isEmpty();
    assertThat(memory.messages()).isEqualTo(now).hasSize(3);
    assertThat(model.times()).isEqualTo(8);
  }

  @Test
  void aRunGoesOnInAProcessWhoseMemoryIsEmpty() {
    int writes;
    try (Bench whole = new Bench()) {
      writes = whole.writes(forgetful(MessageWindowChatMemory.withMaxMessages(3)), "one");
    }
    for (int write = 1; write <= writes; write++) {
      try (Bench killed = new Bench()) {
        var _ = killed.killedAt(write, true, forgetful(MessageWindowChatMemory.withMaxMessages(3)), "one");
        Program<String, String> elsewhere = forgetful(MessageWindowChatMemory.withMaxMessages(3));
        assertThat(killed.runs.start(ID, elsewhere, "one").outcome()).isEqualTo(new Outcome.Done<>(
            "heard 1 and heard 3"));
        assertThat(killed.replay(ID, elsewhere).divergence()).isEmpty();
      }
    }
  }

  @Test
  void aStoreThatFailsFailsTheApplicationLiveAndReplayed() {
    ChatMemoryStore full = new InMemoryChatMemoryStore() {
      @Override
      public void updateMessages(Object memoryId, List<ChatMessage> messages) {
        throw new IllegalStateException("the disk is full");
      }
    };
    var memory = memory("ann", Journaled.STRICT.chatMemoryStore(full));
    Program<String, String> program = Journaled.STRICT.program("full", Codec.TEXT, Codec.TEXT, said -> {
      try {
        memory.add(UserMessage.from(said));
        return "kept";
      } catch (LangChain4jException e) {
        return String.valueOf(e.getMessage());
      }
    });
    assertThat(bench.runs.start(ID, program, "hi").outcome())
        .isEqualTo(new Outcome.Done<>("the disk is full"));
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
  }
}
