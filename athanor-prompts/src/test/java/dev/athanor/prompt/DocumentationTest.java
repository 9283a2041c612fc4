package dev.athanor.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Tests run in the module's folder. */
class DocumentationTest {
  @Test
  void theDocumentedPromptIsOne() throws IOException {
    String example = Files.readString(Path.of("../docs/prompts.md")).split("```\n", -1)[1];
    Prompt prompt =
        Prompt.of(PromptName.parse("draft"), PromptFile.of("draft.prompt", example), Partials.of(Map.of(
            "house-style", "Be brief."))).check();
    ObjectNode input = (ObjectNode) Json.parse("{\"topic\":\"tea\",\"sources\":[{\"title\":\"Leaves\"}]}");
    var messages =
        prompt.render(PromptInput.of(input).withState(Json.object().put("outline", "1."))).messages();
    assertThat(messages).extracting(message -> message.role()).containsExactly(Role.SYSTEM, Role.USER);
    assertThat(messages.getLast().text()).isEqualTo("\nWrite about tea, after this outline: 1.\n- Leaves\n");
    assertThat(prompt.read("{\"draft\":\"d\",\"open\":[]}").path("draft").asString()).isEqualTo("d");
  }
}
