package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.json.Json;
import dev.athanor.simulator.script.Script;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EmbeddingsTest {
  private final Simulator simulator = Simulator.start(SimulatorSettings.of(Script.saying("x")));
  private final Client client = new Client(simulator);

  @AfterEach
  void close() {
    client.close();
    simulator.close();
  }

  private JsonNode post(String path, String body) throws Exception {
    return Json.parse(client.post(path, json(body)).body());
  }

  private static double product(JsonNode left, JsonNode right) {
    double sum = 0;
    for (int i = 0; i < left.size(); i++) {
      sum += left.get(i).doubleValue() * right.get(i).doubleValue();
    }
    return sum;
  }

  @Test
  void putsTextsThatShareWordsNearEachOther() throws Exception {
    JsonNode data = post("/v1/embeddings", """
        {'model':'e','input':['the cat sat on the mat','a cat sat on a mat','quarterly revenue grew','']}""")
        .get("data");

    JsonNode cat = data.at("/0/embedding");
    assertThat(cat).hasSize(1536);
    assertThat(product(cat, cat)).isCloseTo(1, within(1e-5));
    assertThat(product(cat, data.at("/1/embedding"))).isGreaterThan(0.4);
    assertThat(product(cat, data.at("/2/embedding"))).isLessThan(0.2);
    assertThat(product(data.at("/3/embedding"), data.at("/3/embedding"))).isCloseTo(1, within(1e-5));
  }

  @Test
  void sendsTheSameNumbersAsBytes() throws Exception {
    JsonNode numbers =
        post("/v1/embeddings", "{'model':'e','input':'hi','dimensions':8}").at("/data/0/embedding");
    JsonNode bytes =
        post("/v1/embeddings", "{'model':'e','input':'hi','dimensions':8,'encoding_format':'base64'}");

    ByteBuffer floats =
        ByteBuffer.wrap(Base64.getDecoder().decode(bytes.at("/data/0/embedding").stringValue())).order(
            ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 8; i++) {
      assertThat(floats.getFloat()).isEqualTo(numbers.get(i).floatValue());
    }
    assertThat(bytes.at("/usage/prompt_tokens").intValue()).isEqualTo(1);
  }

  @Test
  void speaksGoogleAndOllamaToo() throws Exception {
    assertThat(
        post("/v1beta/models/e:embedContent", "{'content':{'parts':[{'text':'a'}]},'outputDimensionality':4}")
            .at(
                "/embedding/values"))
        .hasSize(4);
    assertThat(
        post("/v1beta/models/e:batchEmbedContents", "{'requests':[{'content':{'parts':[{'text':'a'}]}}]}").at(
            "/embeddings/0/values"))
        .hasSize(768);
    assertThat(post("/api/embed", "{'model':'e','input':['a','b']}").get("embeddings")).hasSize(2);
    assertThat(post("/api/embeddings", "{'model':'e','prompt':'a'}").get("embedding"))
        .isEqualTo(post("/api/embed",
            "{'model':'e','input':'a'}").at("/embeddings/0"));
  }

  @Test
  void refusesWhatCannotBeEmbedded() throws Exception {
    assertThat(post("/v1/embeddings", "{'model':'e','input':[]}").at("/error/message").stringValue())
        .contains(
            "'$.input' is invalid");
    assertThat(
        post("/v1/embeddings", "{'model':'e','input':'a','dimensions':0}").at("/error/message").stringValue())
        .contains("'dimensions': 0");
  }
}
