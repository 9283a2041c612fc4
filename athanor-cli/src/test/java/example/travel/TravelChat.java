package example.travel;

import dev.athanor.json.Codec;
import dev.athanor.langchain4j.Application;
import dev.athanor.langchain4j.Conversation;
import dev.athanor.langchain4j.Journaled;
import dev.athanor.run.Program;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.List;

/** Answers the last message of a conversation, and says how long that is. */
public final class TravelChat implements Application {
  /** What it answers. */
  public record Reply(String text, int messages) {}

  /** Made by name. */
  public TravelChat() {}

  @Override
  public Program<List<ChatMessage>, Reply> program(Journaled journaled) {
    ChatModel model =
        journaled.chatModel(OpenAiChatModel.builder().baseUrl(TravelDesk.settings().getProperty("url"))
            .apiKey("none").modelName("gpt-5-mini").maxRetries(0).build());
    return journaled.program("chat", Conversation.CODEC, Codec.of(Reply.class),
        messages -> new Reply(model.chat(messages).aiMessage().text(), messages.size()));
  }
}
