package dev.athanor.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Usage;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResponsesTest {
  private static final Codec<ModelResponse> CODEC = Codec.of(ModelResponse.class);

  private static OpenAiTokenUsage openAi() {
    return OpenAiTokenUsage.builder().inputTokenCount(100).outputTokenCount(20).totalTokenCount(120)
        .inputTokensDetails(OpenAiTokenUsage.InputTokensDetails.builder().cachedTokens(60).build())
        .outputTokensDetails(OpenAiTokenUsage.OutputTokensDetails.builder().reasoningTokens(9).build())
        .build();
  }

  static Stream<ChatResponse> responses() {
    AiMessage message = AiMessage.from("hi");
    return Stream.of(ChatResponse.builder().aiMessage(message).build(),
        ChatResponse.builder().aiMessage(message).id("r1").modelName("m").tokenUsage(new TokenUsage(1, 2))
            .finishReason(dev.langchain4j.model.output.FinishReason.STOP).build(),
        ChatResponse.builder().aiMessage(message).tokenUsage(new TokenUsage(1, 2, 9)).build(),
        ChatResponse.builder().aiMessage(message).tokenUsage(new TokenUsage(null, 2)).finishReason(
            dev.langchain4j.model.output.FinishReason.TOOL_EXECUTION).build(),
        ChatResponse.builder().aiMessage(message)
            .metadata(OpenAiChatResponseMetadata.builder().id("r1").modelName(
                "gpt-5-mini").created(1_700_000_000_000L).systemFingerprint("fp").serviceTier("flex")
                .tokenUsage(openAi())
                .build())
            .build());
  }

  @ParameterizedTest
  @MethodSource("responses")
  void aResponseComesBackFromItsRecordAsItWas(ChatResponse response) {
    ModelResponse recorded = CODEC.decode(Json.parse(CODEC.encode(Responses.ours(response)).toString()));
    assertThat(Responses.theirs(recorded)).isEqualTo(response);
  }

  @Test
  void countsOfTokensAreSaidInOurWordsToo() {
    ModelResponse ours = Responses.ours(ChatResponse.builder().aiMessage(AiMessage.from("hi")).metadata(
        OpenAiChatResponseMetadata.builder().tokenUsage(openAi()).build()).build());
    assertThat(ours.usage())
        .isEqualTo(new Usage(Optional.of(100L), Optional.of(20L), Optional.of(60L), Optional
            .empty(), Optional.of(9L)));
    assertThat(ours.finish()).isEqualTo(FinishReason.OTHER);
  }

  @Test
  void whatBelongsToOneConnectionIsNotRecorded() {
    ChatResponse response = ChatResponse.builder().aiMessage(AiMessage.from("hi"))
        .metadata(OpenAiChatResponseMetadata
            .builder().id("r1")
            .rawHttpResponse(SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of(
                "set-cookie", List.of("secret"))).body("{}").build())
            .build())
        .build();
    ModelResponse ours = Responses.ours(response);
    assertThat(CODEC.encode(ours).toString()).doesNotContain("secret");
    assertThat(Responses.theirs(ours).metadata()).isInstanceOfSatisfying(OpenAiChatResponseMetadata.class,
        metadata -> {
          assertThat(metadata.id()).isEqualTo("r1");
          assertThat(metadata.rawHttpResponse()).isNull();
        });
  }
}
