package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.Output;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An HTTP endpoint that is sent a JSON body and answers with JSON or text. In the body, the text {@code {{input}}} stands for the case's input:
 * by itself for the input as it is, inside of other text for its words.
 */
public final class HttpSubject {
  /** By which an arm names it. */
  public static final String KIND = "http";
  private static final String INPUT = "{{input}}";
  private static final int AT_ONCE = 16;
  private static final Codec<Settings> SETTINGS = Codec.of(Settings.class);

  private HttpSubject() {}

  /**
   * Which endpoint.
   *
   * @param url where it is
   * @param headers by name; {@code ${NAME}} stands for a variable of the environment, which is looked up when it is sent and recorded nowhere
   * @param body what it is sent
   * @param answer where the answer stands in its JSON, as a JSON pointer; the whole if empty
   * @param limit how long it may take
   */
  public record Settings(String url, Map<String, String> headers, JsonNode body, Optional<String> answer,
      Duration limit) {
    /** Copies and checks. */
    public Settings {
      headers = new TreeMap<>(headers);
      answer = answer.map(Answers::checked);
      URI uri = uri(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!http || uri.getHost() == null) {
        throw AthanorException.user("http-url",
            "\"" + url + "\" is no address; expected http:// or https://, and a host");
      }
    }

    private static URI uri(String url) {
      try {
        return URI.create(url);
      } catch (IllegalArgumentException e) {
        throw AthanorException.user("http-url", "\"" + url + "\" is no address: " + e.getMessage());
      }
    }
  }

  /**
   * The subject.
   *
   * @param environment gives the variables that headers name
   */
  public static Subject<?, ?> of(Function<String, Optional<String>> environment) {
    HttpOperation operation = new HttpOperation(environment);
    Program<JsonNode, Output> program =
        new Program<>(KIND, Codec.JSON, Codec.of(Output.class), (run, input) -> {
          Settings settings = run.pinned(KIND, SETTINGS);
          HttpOperation.Response response =
              run.step(KIND, operation, new HttpOperation.Request(settings.url(), settings
                  .headers(), filled(settings.body(), input), settings.limit()));
          return Answers.of(response.body(), settings.answer());
        });
    return new Subject<>(KIND, program, (given, _) -> given.input(), output -> output, AT_ONCE,
        false);
  }

  private static JsonNode filled(JsonNode body, JsonNode input) {
    if (body.isString()) {
      String text = body.stringValue();
      if (text.equals(INPUT)) {
        return input;
      }
      return Codec.TEXT
          .encode(text.replace(INPUT, input.isString() ? input.stringValue() : input.toString()));
    }
    if (body instanceof ObjectNode object) {
      ObjectNode filled = object.objectNode();
      object.properties().forEach(member -> filled.set(member.getKey(), filled(member.getValue(), input)));
      return filled;
    }
    if (body instanceof ArrayNode array) {
      ArrayNode filled = array.arrayNode();
      array.forEach(item -> filled.add(filled(item, input)));
      return filled;
    }
    return body;
  }

  /** What an arm is pinned to that asks this endpoint. */
  public static RunOptions pin(RunOptions options, Settings settings) {
    return options.pin(KIND, SETTINGS.encode(settings));
  }
}
