package dev.athanor.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final List<ChatMessage> WHOLE = List.of(SystemMessage.from("Be brief."),
      UserMessage.from("Rome?"),
      AiMessage.from("I look.",
          List.of(ToolExecutionRequest.builder().id("c1").name("weather").arguments("{\"city\":\"Rome\"}")
              .build())),
      ToolExecutionResultMessage.from("c1", "weather", "sunny"), AiMessage.from("It is sunny."),
      UserMessage.from("Thanks."));

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(Conversation.CODEC.decode(Conversation.CODEC.encode(WHOLE))).isEqualTo(WHOLE);
  }

  @Test
  void messagesAreReadInTheFormOfOpenAisChatApi() {
    assertThat(Conversation.CODEC.decode(Json.parse("""
        [{"role":"developer","content":"Be brief."},
         {"role":"user","content":[{"type":"text","text":"Ro"},{"type":"text","text":"me?"}]},
         {"role":"assistant","content":"I look.","tool_calls":[
           {"id":"c1","type":"function","function":{"name":"weather","arguments":{"city":"Rome"}}}]}]
        """))).isEqualTo(WHOLE.subList(0, 3));
  }

  @Test
  void textIsOneMessageOfTheUser() {
    assertThat(Conversation.CODEC.decode(Codec.TEXT.encode("Rome?")))
        .containsExactly(UserMessage.from("Rome?"));
  }

  @Test
  void anythingElseIsRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> Conversation.CODEC.decode(Json.parse("{\"city\":\"Rome\"}"))).hasMessage(
        "this is no conversation: {\"city\":\"Rome\"}; expected text, or an array of messages, each with a role and"
            + " a content");
    assertThatThrownBy(
        () -> Conversation.CODEC.decode(Json.parse("[{\"role\":\"judge\",\"content\":\"no\"}]")))
        .hasMessageEndingWith(
            "expected a message with the role system, developer, user, assistant or tool");
    assertThatThrownBy(() -> Conversation.CODEC
        .encode(List.of(UserMessage.from(ImageContent.from("https://example.org/a.png")))))
        .hasMessage(
            "a message of the type USER that is more than text can't be part of a conversation that a run is"
                + " given; expected text");
  }
}
