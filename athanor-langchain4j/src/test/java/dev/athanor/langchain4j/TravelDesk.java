package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.langchain4j.store.memory.chat.InMemoryChatMemoryStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A LangChain4j application with tools, memory and documents, and the world outside of it. */
final class TravelDesk implements AutoCloseable {
  final World world = new World();
  final PlayedModel model = new PlayedModel(TravelDesk::play);
  final ChatMemoryStore store = new InMemoryChatMemoryStore();
  final AtomicInteger searches = new AtomicInteger();
  final ExecutorService threads = Executors.newFixedThreadPool(4);

  /** What the application gives to its callers. */
  interface Assistant {
    @SystemMessage("You run a travel desk.")
    String chat(@MemoryId String conversation, @UserMessage String text);
  }

  /** What the tools do. */
  static final class World {
    final List<String> bookings = new CopyOnWriteArrayList<>();
    final AtomicInteger looks = new AtomicInteger();

    @Tool("the weather in a city")
    @ToolEffect(Effect.READ)
    String weather(@P("city") String city) {
      looks.incrementAndGet();
      if (city.equals("Atlantis")) {
        throw new IllegalArgumentException("there is no city " + city);
      }
      return city + ": 21 degrees";
    }

    @Tool("books a room")
    String book(@P("city") String city, @P("nights") int nights) {
      bookings.add(city + " " + nights);
      return "booked in " + city + " as number " + bookings.size();
    }
  }

  /** Asks for the weather and a room at once, then tells what came of it. */
  private static AiMessage play(ChatRequest request) {
    List<String> results = PlayedModel.results(request);
    String said = PlayedModel.said(request);
    if (!results.isEmpty()) {
      return AiMessage.from("Here you are: " + String.join("; ", results));
    }
    if (said.contains("Atlantis")) {
      return PlayedModel.calls("weather", "{\"city\":\"Atlantis\"}");
    }
    if (said.contains("trip")) {
      return PlayedModel.calls("weather", "{\"city\":\"Rome\"}", "book", "{\"city\":\"Rome\",\"nights\":2}",
          "weather",
          "{\"city\":\"Oslo\"}");
    }
    return AiMessage
        .from("You said \"" + said.lines().findFirst().orElse("") + "\" after " + request.messages().size()
            + " messages");
  }

  private List<Content> search(Query query) {
    searches.incrementAndGet();
    return List.of(
        Content.from(TextSegment.from("Rome has seven hills, says a guide.", Metadata.from("page", "7"))));
  }

  /** The application as it was before. */
  Assistant plain() {
    return AiServices.builder(Assistant.class).chatModel(model).tools(world).executeToolsConcurrently(threads)
        .contentRetriever(this::search).chatMemoryProvider(id -> memory(id, store)).build();
  }

  /** The same with everything outside wrapped. */
  Assistant journaled(Journaled journaled) {
    ContentRetriever retriever = this::search;
    ChatModel asked = journaled.chatModel(model);
    Executor taken = journaled.executor(threads);
    ChatMemoryStore kept = journaled.chatMemoryStore(store);
    return AiServices.builder(Assistant.class).chatModel(asked).tools(journaled.tools(world))
        .executeToolsConcurrently(
            taken)
        .contentRetriever(journaled.contentRetriever(retriever)).chatMemoryProvider(id -> memory(id, kept))
        .build();
  }

  private static MessageWindowChatMemory memory(Object id, ChatMemoryStore store) {
    return MessageWindowChatMemory.builder().id(id).maxMessages(20).chatMemoryStore(store).build();
  }

  @Override
  public void close() {
    threads.close();
  }
}
