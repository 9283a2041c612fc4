package dev.athanor.system.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Role;
import dev.athanor.prompt.Partials;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptFile;
import dev.athanor.prompt.PromptName;
import dev.athanor.system.conversation.Inquiry;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestioningTest {
  private static Prompt prompt(String text) {
    return Prompt.of(PromptName.parse("p"), PromptFile.of("p.prompt", text), Partials.NONE).check();
  }

  private static List<Message> ask(String prompt, Inquiry inquiry, Message... history) {
    return Questioning.of(prompt(prompt), inquiry, Json.object()).rendered(List.of(history)).messages();
  }

  @Test
  void theQuestionGoesIntoTheVariableOfThatName() {
    assertThat(ask("Say {{question}}", Inquiry.of("hi"))).containsExactly(Message.user("Say hi"));
    assertThat(
        ask("---\ninput:\n  schema:\n    question: string\n    tone?: string\n---\n{{tone}} {{question}}",
            Inquiry.of("hi")
                .with(Json.object().put("tone", "mild"))))
        .containsExactly(Message.user("mild hi"));
  }

  @Test
  void elseIntoTheOneTextThatIsNeeded() {
    String two =
        "---\ninput:\n  default:\n    to: German\n  schema:\n    text: string\n    to: string\n    times: integer\n---\n"
            + "{{text}} {{to}} {{times}}";
    assertThat(ask(two, Inquiry.of("hi").with(Json.object().put("times", 2))))
        .containsExactly(Message.user("hi German 2"));
  }

  @Test
  void aPromptThatHasNoPlaceForItIsFollowedByIt() {
    assertThat(ask("{{role \"system\"}}Be brief.", Inquiry.of("hi")))
        .containsExactly(Message.system("Be brief."), Message
            .user("hi"));
    assertThat(ask("{{role \"system\"}}Be {{tone}}.",
        Inquiry.of("hi").with(Json.object().put("tone", "kind")), Message.user(
            "before"),
        Message.assistant("then"))).extracting(Message::role).containsExactly(Role.SYSTEM, Role.USER,
            Role.ASSISTANT,
            Role.USER);
    assertThat(ask("---\ninput:\n  schema:\n    times: integer\n---\n{{times}} times:",
        Inquiry.of("hi").with(Json.object().put(
            "times", 2))))
        .containsExactly(Message.user("2 times:"), Message.user("hi"));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(
        () -> ask("---\ninput:\n  schema:\n    text: string\n    times: integer\n---\n{{text}}{{times}}",
            Inquiry
                .of("hi")))
        .hasMessageContaining("the input of the prompt p does not fit its schema")
        .hasMessageContaining("times");
    assertThatThrownBy(() -> ask("---\nathanor.reads: outline\n---\n{{@state.outline}}", Inquiry.of("hi")))
        .hasMessage(
            "the prompt p reads the shared state outline, and no prompt before it writes that; name those that do under \"prompts\"");
  }
}
