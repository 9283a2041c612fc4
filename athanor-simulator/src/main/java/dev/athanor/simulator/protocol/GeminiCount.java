package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Tokens;
import tools.jackson.databind.JsonNode;

/**
 * Counts what a request would take.
 *
 * @param model from the path
 */
record GeminiCount(String model) implements Endpoint.Plain {
  @Override
  public String model(JsonNode body) {
    return model;
  }

  @Override
  public JsonNode answer(JsonNode body, long seed) {
    JsonNode asked = Reading.member(body, "generateContentRequest").orElse(body);
    return Json.object().put("totalTokens", Tokens.input(GeminiQuestions.read(model, asked, false)));
  }
}
