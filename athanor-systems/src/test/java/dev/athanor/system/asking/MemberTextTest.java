package dev.athanor.system.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTextTest {
  private static String all(String json) {
    return new MemberText("answer").next(json);
  }

  @Test
  void whatComesPieceByPieceIsTheMembersText() {
    String text = "\"Ja\"\n sagt \\ sie: {answer} [1] 🏖️ \u0007 ü";
    var json = Json.object().put("answerable", true).put("missing", "answer: \"no\"");
    json.putArray("quotes").addObject().put("answer", "not this").put("number", 1);
    String written =
        json.put("answer", text).put("after", "nor this").toString().replace("🏖", "\\ud83c\\udfd6");
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      MemberText member = new MemberText("answer");
      StringBuilder heard = new StringBuilder();
      for (int at = 0; at < written.length();) {
        int to = Math.min(written.length(), at + 1 + random.nextInt(9));
        String more = member.next(written.substring(at, to));
        assertThat(more.isEmpty() || !Character.isHighSurrogate(more.charAt(more.length() - 1))).isTrue();
        heard.append(more);
        at = to;
      }
      assertThat(heard).hasToString(text);
    }
  }

  @Test
  void aFenceAroundTheObjectIsPassedOver() {
    assertThat(all("```json\n{\"answer\" : \"yes\"}\n```")).isEqualTo("yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain text", "{\"other\": \"answer\"}", "[\"answer\", \"x\"]",
      "{\"answer\": {\"answer\": \"x\"}}",
      "{\"answer\": 7, \"x\": \"y\"}", "\"answer\": \"x\""})
  void whatIsNoSuchTextGivesNothing(String json) {
    assertThat(all(json)).isEmpty();
  }
}
