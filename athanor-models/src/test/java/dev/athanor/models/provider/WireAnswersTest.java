package dev.athanor.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.model.FinishReason;
import dev.athanor.model.ModelResponse;
import dev.athanor.models.chat.Author;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can't be read as it should. That what can is read as if we had asked, the recorded exchanges show. */
class WireAnswersTest {
  private static Author author(Protocol protocol) {
    return new Author(protocol.word(), (_, _) -> {
      throw new AssertionError("no file was sent");
    });
  }

  private static Optional<ModelResponse> stream(Protocol protocol, String text) {
    return WireAnswers.stream(protocol, author(protocol), text);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void whatIsNoAnswerIsNoneAndNoError(Protocol protocol) {
    for (String body : new String[]{"", "no JSON", "[]", "[1]", "7", "{\"error\":{\"message\":\"no\"}}",
        "{\"choices\":{},\"content\":1,\"candidates\":[{\"content\":{\"parts\":[2]}}],\"output\":3,\"message\":4"}) {
      assertThat(WireAnswers.whole(protocol, author(protocol), body).filter(one -> !one.message().parts()
          .isEmpty())).as(body).isEmpty();
      assertThat(stream(protocol, "data: " + body + "\n\n").filter(one -> !one.message().parts().isEmpty()))
          .as(body).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "OPENAI    | data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}",
      "RESPONSES | data: {\"type\":\"response.output_text.delta\",\"delta\":\"half\"}",
      "ANTHROPIC | data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"half\"}}",
      "GEMINI    | data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"half\"}]}}]}",
      "OLLAMA    | {\"message\":{\"role\":\"assistant\",\"content\":\"half\"},\"done\":false}"})
  void whatBrokeOffIsReadAsFarAsItGoes(Protocol protocol, String first) {
    String then = first.replace("half", "way").substring(0, first.length() - 8);
    ModelResponse response = stream(protocol, first + "\n\n" + then).orElseThrow();
    if (protocol != Protocol.ANTHROPIC) { // which says the type of a block when it begins
      assertThat(response.text()).isEqualTo("half");
    }
    assertThat(response.toString()).contains("half").doesNotContain("way");
    assertThat(response.finish()).isEqualTo(FinishReason.OTHER);
  }

  @Test
  void anErrorAmidAStreamLeavesWhatCameBefore() {
    assertThat(stream(Protocol.OPENAI, """
        data: {"choices":[{"index":0,"delta":{"content":"so far"}}]}

        data: {"error":{"message":"overloaded"}}
        """).orElseThrow().text()).isEqualTo("so far");
    assertThat(stream(Protocol.OPENAI, "event: error\ndata: {\"message\":\"overloaded\"}\n\n")).isEmpty();
  }

  @Test
  void choicesAreKnownByTheirIndexHoweverLargeAndInWhateverOrderTheyCome() {
    String chunk = "data: {\"choices\":[{\"index\":%d,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    ModelResponse response =
        stream(Protocol.OPENAI, chunk.formatted(2_000_000_000, "far") + chunk.formatted(0,
            "fi") + chunk.formatted(2_000_000_000, " off") + chunk.formatted(0, "rst")).orElseThrow();
    assertThat(response.text()).isEqualTo("first");
    assertThat(response.extra().toString()).contains("far off");
  }

  @Test
  void eventsOverSeveralLinesAndArraysAreRead() {
    assertThat(stream(Protocol.OPENAI, ": a comment\r\ndata: {\"choices\":[{\"index\":0,\r\ndata: \"delta\":"
        + "{\"content\":\"two lines\"}}]}\r\n\r\ndata: [DONE]\r\n\r\n").orElseThrow().text()).isEqualTo(
            "two lines");
    assertThat(stream(Protocol.GEMINI, """
        [{"candidates":[{"content":{"parts":[{"text":"an "}]}}]},
        {"candidates":[{"content":{"parts":[{"text":"array"}]},"finishReason":"STOP"}]}]""").orElseThrow()
        .text()).isEqualTo("an array");
  }
}
