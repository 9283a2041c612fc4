package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Role;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Embeddings, of one content or of several.
 *
 * @param model from the path
 * @param batch whether of several
 */
record GeminiEmbeddings(String model, boolean batch) implements Endpoint.Plain {
  private static final int DIMENSIONS = 768;

  @Override
  public String model(JsonNode body) {
    return model;
  }

  @Override
  public JsonNode answer(JsonNode body, long seed) {
    ObjectNode answer = Json.object();
    if (batch) {
      ArrayNode embeddings = answer.putArray("embeddings");
      Reading.items(body, "requests")
          .forEach(request -> embeddings.addObject().set("values", values(request, seed)));
    } else {
      answer.putObject("embedding").set("values", values(body, seed));
    }
    return answer;
  }

  private static JsonNode values(JsonNode request, long seed) {
    JsonNode content = Reading.member(request, "content").orElseThrow(
        () -> Misunderstood.because("* EmbedContentRequest.content: contents is not specified"));
    int dimensions = Reading.number(request, "outputDimensionality").orElse(DIMENSIONS);
    if (dimensions < 1) {
      throw Misunderstood
          .because("* EmbedContentRequest.output_dimensionality: must be positive, is " + dimensions);
    }
    List<Float> vector =
        Vectors.of(new Message(Role.USER, GeminiQuestions.parts(content)).text(), dimensions, seed);
    return OpenAiEmbeddings.array(vector);
  }
}
