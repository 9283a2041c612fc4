package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class AnswersTest {
  private static ModelRequest asking(Served served, String text) {
    return ModelRequest.of(ModelName.parse(served.model()),
        List.of(Message.system("Be brief."), Message.user(text)),
        ModelSettings.NONE);
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void anAnswerIsStreamedAndIsOnRecordWhole(Served served) {
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying("one two three")))) {
      ModelResponse response = lab.ask(asking(served, "Count!"));

      assertThat(response.message()).isEqualTo(Message.assistant("one two three"));
      assertThat(response.finish()).isEqualTo(FinishReason.STOP);
      assertThat(response.model()).contains(served.bareModel());
      assertThat(response.usage().input().orElseThrow()).isPositive();
      assertThat(response.usage().output()).contains(3L);
      assertThat(lab.chunks).extracting(chunk -> chunk.path("text").asString()).containsExactly("one", " two",
          " three");
      JsonNode sent = lab.sent();
      assertThat(sent.toString()).contains("Be brief.", "Count!");
      assertThat(lab.simulator.requests()).hasSize(1);
    }
  }
}
