package example.travel;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.langchain4j.Application;
import dev.athanor.langchain4j.Journaled;
import dev.athanor.langchain4j.ToolEffect;
import dev.athanor.run.Program;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * Asks one model what somebody wants, and lets an assistant with tools and a guide answer. Where its provider is, and how its prompts are written, its
 * {@code desk.properties} say.
 */
public final class TravelDesk implements Application, AutoCloseable {
  private final Properties settings = settings();

  interface Router {
    String kind(String text);
  }

  interface Assistant {
    String chat(String text);
  }

  /** What it can do. */
  public static final class Tools {
    private final Path bookings;

    Tools(Path bookings) {
      this.bookings = bookings;
    }

    /** The weather. */
    @Tool("the weather in a city")
    @ToolEffect(Effect.PURE)
    public String weather(String city) {
      return "sunny in " + city;
    }

    /** A room, written down. */
    @Tool("books a room in a city")
    public String book(String city) throws IOException {
      Files.writeString(bookings, city + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return "booked in " + city;
    }
  }

  /** Made by name. */
  public TravelDesk() {}

  static Properties settings() {
    Properties settings = new Properties();
    try (InputStream in = Objects.requireNonNull(TravelDesk.class.getResourceAsStream("/desk.properties"))) {
      settings.load(in);
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Program<String, String> program(Journaled journaled) {
    ChatModel model = OpenAiChatModel.builder().baseUrl(settings.getProperty("url")).apiKey("none")
        .modelName("gpt-5-mini").maxRetries(0).build();
    Router router =
        AiServices.builder(Router.class).chatModel(journaled.chatModel("route", model))
            .systemMessageProvider(_ -> settings.getProperty("route")).build();
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(journaled.chatModel("answer", model))
        .systemMessageProvider(_ -> settings.getProperty("answer"))
        .tools(journaled.tools(new Tools(Path.of(settings.getProperty("bookings")))))
        .contentRetriever(journaled.contentRetriever("retrieve", "guide-1", TravelDesk::guide)).build();
    System.out.println("The desk is open."); // as logs of applications do
    return journaled.program("desk", Codec.TEXT, Codec.TEXT,
        text -> router.kind(text) + ": " + assistant.chat(text));
  }

  private static List<Content> guide(Query query) {
    return List.of(Content.from(TextSegment.from("Rome has seven hills.",
        Metadata.from("file_name", "rome.md").put("index", "7"))));
  }

  @Override
  public void close() throws IOException {
    Files.writeString(Path.of(settings.getProperty("bookings") + ".closed"), "closed");
  }
}
