package dev.athanor.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class GrowingTextsTest {
  private final GrowingTexts texts = new GrowingTexts();
  private final ObjectNode holder = Json.object();

  @Test
  void piecesOfOneMemberAreOneTextAndThoseOfAnotherAnother() {
    texts.append(holder, "a", "1");
    texts.append(holder, "b", "x");
    texts.append(holder, "a", "2");
    texts.append(holder, "a", "3");
    texts.settle();
    assertThat(holder).hasToString("{\"a\":\"123\",\"b\":\"x\"}");
  }

  @Test
  void itGoesOnAfterItWasSettled() {
    holder.put("a", "0");
    texts.append(holder, "a", "1");
    texts.settle();
    texts.append(holder, "a", "2");
    texts.settle();
    texts.settle();
    assertThat(holder).hasToString("{\"a\":\"012\"}");
  }

  @Test
  void whatWasReplacedMeanwhileStaysReplaced() {
    texts.append(holder, "a", "1");
    texts.append(holder, "a", "2");
    holder.put("a", "new");
    texts.append(holder, "a", "er");
    texts.append(holder, "b", "1");
    texts.append(holder, "b", "2");
    holder.put("b", 7);
    texts.settle();
    assertThat(holder).hasToString("{\"a\":\"newer\",\"b\":7}");
  }

  @Test
  void equalObjectsKeepTheirOwnTexts() {
    ObjectNode twin = Json.object();
    texts.append(holder, "a", "1");
    texts.append(twin, "a", "1");
    texts.append(holder, "a", "2");
    texts.append(twin, "a", "3");
    texts.settle();
    assertThat(holder.get("a").stringValue() + twin.get("a").stringValue()).isEqualTo("1213");
  }
}
