package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.model.FinishReason;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model has said is understood, in each provider's words, whole and streamed. */
@Timeout(120)
class AnswersTest {
  private static final String CALL = "get_weather";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "OPENAI | /chat/completions | {\"model\":\"m\",\"stream\":STREAM,\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"TEXT\"}]}",
      "OPENAI | /responses | {\"model\":\"m\",\"stream\":STREAM,\"input\":\"TEXT\"}",
      "ANTHROPIC | /v1/messages | {\"model\":\"m\",\"max_tokens\":50,\"stream\":STREAM,\"messages\":[{\"role\":\"user\",\"content\":\"TEXT\"}]}",
      "GEMINI | /v1beta/models/m:ACTION | {\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"TEXT\"}]}]}",
      "GEMINI | /v1beta/models/m:ACTION?alt=sse | {\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"TEXT\"}]}]}",
      "OLLAMA | /api/chat | {\"model\":\"m\",\"stream\":STREAM,\"messages\":[{\"role\":\"user\",\"content\":\"TEXT\"}]}"})
  void wholeAndStreamedSayTheSame(Service service, String path, String body) throws Exception {
    ScriptFile script = ScriptFile.read(Files.writeString(folder.resolve("s.yaml"), """
        rules:
          - when: {user: weather}
            then: {text: Let me see., calls: [{name: get_weather, arguments: {city: Paris, days: 2}}]}
          - then: "It is ${user} O'clock — naïve é𝄞."
        """));
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(script));
        Recorded recorded = Recorded.before(
            simulator.baseUri())) {
      for (String text : List.of("ten", "weather")) {
        for (boolean stream : List.of(false, true)) {
          recorded.post(service, path.replace("ACTION", stream ? "streamGenerateContent" : "generateContent"),
              body
                  .replace("TEXT", text).replace("STREAM", Boolean.toString(stream)));
        }
      }
      List<ModelResponse> answers = RecordedExchange.of(recorded.end()).stream().map(one -> one.answered()
          .orElseThrow().answer().orElseThrow()).toList();
      assertThat(answers).hasSize(4);
      for (ModelResponse answer : answers.subList(0, 2)) {
        assertThat(answer.text()).isEqualTo("It is ten O'clock — naïve é𝄞.");
        assertThat(answer.finish()).isEqualTo(FinishReason.STOP);
        assertThat(answer.model()).contains("m");
      }
      for (ModelResponse answer : answers.subList(2, 4)) {
        assertThat(answer.text()).isEqualTo("Let me see.");
        assertThat(answer.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.toolCalls()).extracting(Part.ToolCall::name).containsExactly(CALL);
        assertThat(answer.toolCalls().getFirst().arguments().replace(" ", "")).isEqualTo(
            "{\"city\":\"Paris\",\"days\":2}");
      }
      assertThat(answers.get(0).usage()).isEqualTo(answers.get(1).usage());
      assertThat(answers.get(2).usage()).isEqualTo(answers.get(3).usage());
      assertThat(answers).allSatisfy(answer -> assertThat(answer.usage().output()).isPresent());
    }
  }

  @Test
  void whatIsNoConversationHasNoAnswerAndIsOnRecordAllTheSame() throws Exception {
    try (
        Simulator simulator =
            Simulator.start(SimulatorSettings.of(dev.athanor.simulator.script.Script.agreeable()));
        Recorded recorded = Recorded.before(simulator.baseUri())) {
      recorded.post(Service.OPENAI, "/embeddings", "{\"model\":\"e\",\"input\":\"x\",\"dimensions\":4}");
      recorded.post(Service.OLLAMA, "/api/tags", "");
      recorded.post(Service.OPENAI, "/chat/completions", "{\"model\":\"m\"}");
      List<RecordedExchange> exchanges = RecordedExchange.of(recorded.end());
      assertThat(exchanges).extracting(one -> one.answered().orElseThrow().status()).containsExactly(200, 200,
          400);
      assertThat(exchanges).allSatisfy(one -> assertThat(one.answered().orElseThrow().answer()).isEmpty());
      assertThat(exchanges.getFirst().step().step().operation()).isEqualTo("model-http");
    }
  }
}
