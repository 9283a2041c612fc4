package dev.athanor.simulator.cassette;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;

/** Reads recordings as VCR and its kin write them: YAML with {@code interactions[].request} and {@code .response}. */
public final class CassetteFiles {
  /** Headers about one connection, which the new one has of its own. */
  private static final Set<String> OF_CONNECTION = Set.of("content-length", "transfer-encoding", "connection",
      "content-encoding", "keep-alive", "date");
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private CassetteFiles() {}

  /**
   * Reads a file, or all {@code .yaml} files below a folder, by name.
   *
   * @throws AthanorException {@code cassette-unreadable} with the file and what is wrong with it
   */
  public static List<Interaction> read(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> cassettes =
          files.filter(Files::isRegularFile).filter(file -> file.equals(path) || file.toString()
              .matches(".*\\.ya?ml")).sorted().toList();
      if (cassettes.isEmpty()) {
        throw AthanorException.user("cassette-unreadable", path + " has no cassettes; expected .yaml files");
      }
      return cassettes.stream().flatMap(file -> file(file).stream()).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new AthanorException("cassette-unreadable", dev.athanor.error.Category.USER, false, path
          + " can't be read: " + e, e);
    }
  }

  private static List<Interaction> file(Path file) {
    try {
      JsonNode cassette = Json.MAPPER.valueToTree(new Load(SETTINGS).loadFromString(Files.readString(file)));
      JsonNode interactions = cassette.path("interactions");
      if (!interactions.isArray()) {
        throw AthanorException.user("cassette-unreadable", file
            + " is no cassette: it has no list \"interactions\"");
      }
      return interactions.valueStream().map(one -> interaction(one, file)).toList();
    } catch (YamlEngineException e) {
      throw AthanorException.data("cassette-unreadable", file + " is no YAML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Interaction interaction(JsonNode interaction, Path file) {
    JsonNode request = interaction.path("request");
    JsonNode response = interaction.path("response");
    JsonNode status = response.path("status").path("code");
    if (!request.path("uri").isString() || !request.path("method").isString() || !status.isInt()) {
      throw AthanorException.user("cassette-unreadable", file
          + " has an interaction without request.method, request.uri or response.status.code");
    }
    return new Interaction(Interaction.Asked.sent(request.get("method").stringValue(), path(request.get("uri")
        .stringValue()), asked(request)),
        Interaction.Answered.of(status.intValue(), headers(response), answered(
            response)));
  }

  private static String path(String uri) {
    String rest = uri.replaceFirst("^\\w+://[^/?#]*", "").replaceFirst("[?#].*$", "");
    return rest.isEmpty() ? "/" : rest;
  }

  private static Optional<JsonNode> asked(JsonNode request) {
    if (request.has("parsed_body")) {
      return Optional.of(request.get("parsed_body"));
    }
    return text(request.path("body")).filter(text -> !text.isEmpty()).flatMap(CassetteFiles::json);
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(Json.parse(text));
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  private static String answered(JsonNode response) {
    return response.has("parsed_body") ? response.get("parsed_body").toString()
        : text(response.path("body")).orElse(
            "");
  }

  private static Optional<String> text(JsonNode body) {
    JsonNode text = body.isObject() ? body.path("string") : body;
    return text.isString() ? Optional.of(text.stringValue()) : Optional.empty();
  }

  private static Map<String, String> headers(JsonNode response) {
    Map<String, String> headers = new TreeMap<>();
    response.path("headers")
        .forEachEntry((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.isArray()
            ? String.join(", ", values.valueStream().map(JsonNode::asString).toList())
            : values.asString()));
    headers.keySet().removeAll(OF_CONNECTION);
    return headers;
  }
}
