package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Tokens;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Embeddings, as numbers or as their bytes in Base64. */
final class OpenAiEmbeddings implements Endpoint.Plain {
  private static final int DIMENSIONS = 1536;
  private static final int MOST_DIMENSIONS = 4096;

  @Override
  public String model(JsonNode body) {
    return Reading.text(body, "model").orElseThrow(() -> Misunderstood.because(
        "you must provide a model parameter"));
  }

  @Override
  public JsonNode answer(JsonNode body, long seed) {
    List<String> texts = texts(body);
    int dimensions = Reading.number(body, "dimensions").orElse(DIMENSIONS);
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw Misunderstood.because("Invalid value for 'dimensions': " + dimensions + ", expected 1 to "
          + MOST_DIMENSIONS);
    }
    boolean bytes = Reading.textOr(body, "encoding_format", "float").equals("base64");
    ObjectNode answer = Json.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (String text : texts) {
      List<Float> vector = Vectors.of(text, dimensions, seed);
      data.addObject().put("object", "embedding").put("index", data.size() - 1).set("embedding", bytes
          ? Json.MAPPER.getNodeFactory().stringNode(base64(vector))
          : array(vector));
    }
    long tokens = texts.stream().mapToLong(Tokens::count).sum();
    answer.put("model", model(body)).putObject("usage").put("prompt_tokens", tokens).put("total_tokens",
        tokens);
    return answer;
  }

  private static List<String> texts(JsonNode body) {
    JsonNode input = Reading.member(body, "input").orElseThrow(() -> Misunderstood.because(
        "Missing required parameter: 'input'."));
    boolean one = input.isString() || (input.isArray() && !input.isEmpty() && input.get(0).isNumber());
    if (one) {
      return List.of(input.asString(input.toString()));
    }
    if (!input.isArray() || input.isEmpty()) {
      throw Misunderstood.because("'$.input' is invalid: expected a text, or an array with at least one.");
    }
    return Reading.list(input).stream().map(item -> item.isString() ? item.stringValue() : item.toString())
        .toList();
  }

  static ArrayNode array(List<Float> vector) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    vector.forEach(array::add);
    return array;
  }

  private static String base64(List<Float> vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.size()).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(bytes::putFloat);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
