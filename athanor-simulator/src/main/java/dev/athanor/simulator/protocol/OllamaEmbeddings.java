package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Tokens;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Embeddings.
 *
 * @param one whether by the older path, which takes one text
 */
record OllamaEmbeddings(boolean one) implements Endpoint.Plain {
  private static final int DIMENSIONS = 768;

  @Override
  public String model(JsonNode body) {
    return Reading.text(body, "model").orElseThrow(() -> Misunderstood.because("model is required"));
  }

  @Override
  public JsonNode answer(JsonNode body, long seed) {
    if (one) {
      ObjectNode answer = Json.object();
      answer.set("embedding", vector(Reading.textOr(body, "prompt", ""), body, seed));
      return answer;
    }
    JsonNode input =
        Reading.member(body, "input").orElseThrow(() -> Misunderstood.because("input is required"));
    List<String> texts = input.isString() ? List.of(input.stringValue()) : Reading.list(input).stream().map(
        JsonNode::asString).toList();
    ObjectNode answer = Json.object().put("model", model(body));
    ArrayNode embeddings = answer.putArray("embeddings");
    texts.forEach(text -> embeddings.add(vector(text, body, seed)));
    return answer.put("prompt_eval_count", texts.stream().mapToLong(Tokens::count).sum());
  }

  private static JsonNode vector(String text, JsonNode body, long seed) {
    int dimensions = Reading.number(body, "dimensions").filter(count -> count > 0).orElse(DIMENSIONS);
    return OpenAiEmbeddings.array(Vectors.of(text, dimensions, seed));
  }
}
