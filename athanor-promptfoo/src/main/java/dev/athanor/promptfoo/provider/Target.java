package dev.athanor.promptfoo.provider;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.json.Codec;
import dev.athanor.model.ModelSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is sent a prompt. Everything that decides the answer, and no secret. In JSON, {@code kind} says who. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Target.OfModel.class, name = "model"),
    @JsonSubTypes.Type(value = Target.Echo.class, name = "echo"),
    @JsonSubTypes.Type(value = Target.Endpoint.class, name = "http"),
    @JsonSubTypes.Type(value = Target.Command.class, name = "exec")})
public sealed interface Target {
  /** As JSON. */
  Codec<Target> CODEC = Codec.of(Target.class);

  /**
   * A model.
   *
   * @param connection where it is
   * @param model as its provider calls it
   * @param settings how it is to answer
   */
  record OfModel(Connection connection, String model, ModelSettings settings) implements Target {}

  /** Answers with the prompt. */
  record Echo() implements Target {}

  /**
   * An HTTP endpoint that takes JSON.
   *
   * @param headers by name; {@code ${NAME}} stands for a variable of the environment
   * @param body in which {@code {{prompt}}} and the values of a test are filled in
   * @param answer where the answer stands in the JSON that comes back, as a JSON pointer; the whole if empty
   */
  record Endpoint(String url, Map<String, String> headers, JsonNode body, Optional<String> answer)
      implements Target {
    /** Copies. */
    public Endpoint {
      headers = new TreeMap<>(headers);
    }
  }

  /**
   * A command that is given the prompt, its options and the values of a test as its last three arguments.
   *
   * @param words the program and its arguments
   * @param folder where it runs
   * @param options what the suite says of it
   */
  record Command(List<String> words, String folder, ObjectNode options) implements Target {
    /** Copies. */
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * How a provider of models is reached.
   *
   * @param provider as this project calls it, by which prices are known
   * @param protocol what it speaks
   * @param baseUrl where its paths begin
   * @param keys variables of the environment that may have the key
   * @param keyed whether it can't be asked without a key
   * @param headers that each request carries
   * @param atOnce how many requests at once; empty if any number
   */
  record Connection(String provider, String protocol, URI baseUrl, List<String> keys, boolean keyed,
      Map<String, String> headers, Optional<Integer> atOnce) {
    /** Copies. */
    public Connection {
      keys = List.copyOf(keys);
      headers = new TreeMap<>(headers);
    }
  }
}
