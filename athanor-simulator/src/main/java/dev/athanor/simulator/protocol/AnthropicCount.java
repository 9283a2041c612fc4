package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Tokens;
import tools.jackson.databind.JsonNode;

/**
 * Counts what a request would take.
 *
 * @param messages how it is read
 */
record AnthropicCount(AnthropicMessages messages) implements Endpoint.Plain {
  @Override
  public String model(JsonNode body) {
    return messages.model(body);
  }

  @Override
  public JsonNode answer(JsonNode body, long seed) {
    return Json.object().put("input_tokens", Tokens.input(messages.read(body)));
  }
}
