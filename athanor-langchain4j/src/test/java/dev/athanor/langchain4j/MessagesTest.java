package dev.athanor.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.model.chat.response.PartialThinking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
  private static final Codec<Message> CODEC = Codec.of(Message.class);

  static Stream<ChatMessage> messages() {
    ToolExecutionRequest call =
        ToolExecutionRequest.builder().id("c1").name("weather").arguments("{\"city\":")
            .build();
    return Stream.of(SystemMessage.from("be kind"), UserMessage.from("hi"), UserMessage.from("ann", "hi"),
        UserMessage.from(" "), UserMessage.from(TextContent.from("a"), TextContent.from("b")),
        UserMessage.from(TextContent.from("see"), ImageContent.from("https://x.test/cat.png"),
            ImageContent.from("QUJD", "image/png", ImageContent.DetailLevel.HIGH)),
        UserMessage.from(AudioContent.from("QUJD", "audio/wav"), VideoContent.from("https://x.test/v.mp4"),
            PdfFileContent.from("QUJD", "application/pdf")),
        UserMessage.builder().contents(List.of(TextContent.from("hi")))
            .attributes(Map.of("n", 1, "l", 1L, "d", 1.0,
                "list", List.of("a", Map.of("k", true))))
            .build(),
        AiMessage.from("hello"), AiMessage.from("many\nlines \u2603 \ud83d\ude00"), AiMessage.from(call),
        AiMessage.from("let me see", List.of(call, call)),
        AiMessage.from(ToolExecutionRequest.builder().name("now").arguments("").build()),
        AiMessage.from(ToolExecutionRequest.builder().name("now").build()),
        AiMessage.from(ToolExecutionRequest.builder().id("").name("now").arguments("{}").build()),
        AiMessage.builder().text("42").thinking("hm").attributes(Map.of("thinking_signature", "c2ln"))
            .build(),
        AiMessage.builder().thinking("only thought").build(),
        ToolExecutionResultMessage.from(call, "21 degrees"),
        ToolExecutionResultMessage.from("", "now", "12:00"),
        ToolExecutionResultMessage.builder().id("c1").toolName("weather").text("none").isError(true).build(),
        ToolExecutionResultMessage.builder().id("c1").toolName("weather").text("fine").isError(false).build(),
        ToolExecutionResultMessage.builder().id("c1").toolName("draw")
            .contents(List.of(TextContent.from("here"),
                ImageContent.from(Image.builder().base64Data("QUJD").mimeType("image/png").build())))
            .attributes(Map.of(
                "took", 3L))
            .build(),
        CustomMessage.from(Map.of("any", "thing")));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageComesBackFromItsRecordAsItWas(ChatMessage message) {
    String recorded = CanonicalJson.text(CODEC.encode(Messages.ours(message)));
    assertThat(Messages.theirs(CODEC.decode(Json.parse(recorded)))).isEqualTo(message);
  }

  @Test
  void whatHasAWordIsSaidInOurWords() {
    AiMessage message = AiMessage.builder().text("wait").thinking("hm").toolExecutionRequests(List.of(
        ToolExecutionRequest.builder().id("c1").name("weather").arguments("{}").build())).build();
    assertThat(Messages.ours(message))
        .isEqualTo(new Message(Role.ASSISTANT, List.of(new Part.Reasoning("hm", Optional
            .empty()), new Part.Text("wait"), new Part.ToolCall("c1", "weather", "{}"))));
    assertThat(Messages.ours(ToolExecutionResultMessage.builder().id("c1").toolName("weather").text("none")
        .isError(
            true)
        .build())).isEqualTo(new Message(Role.TOOL, List.of(
            new Part.ToolResult("c1", "weather", List.of(
                new Part.Text("none")), true))));
    assertThat(Messages.ours(UserMessage.from("ann", "hi")).text()).isEqualTo("hi");
  }

  @Test
  void anAnswerThatAPersonHasWrittenInOurWordsIsAnAnswer() {
    Message written = CODEC.decode(Json.parse("""
        {"role":"assistant","parts":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"""));
    assertThat(Messages.theirs(written)).isEqualTo(AiMessage.from("ab"));
  }

  @Test
  void whatCanNotComeBackIsRefusedWithWhatItIs() {
    ChatMessage message =
        AiMessage.builder().text("x").attributes(Map.of("odd", new PartialThinking("y"))).build();
    assertThatThrownBy(() -> Messages.ours(message)).hasMessageContainingAll("a AI message can't be recorded",
        "expected attributes of text, numbers, lists and maps");
  }
}
