package dev.athanor.promptfoo.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.template.Template;
import dev.athanor.run.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes targets of what a suite writes. */
public final class TargetReader {
  private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{\\s*env\\.(\\w+)\\s*}}");
  /** A path into JSON, as JavaScript has it. */
  private static final Pattern MEMBERS =
      Pattern.compile("(?:json|data)((?:\\.[A-Za-z_$][\\w$]*|\\[\\d+]|\\[['\"][^'\"]+['\"]])*)");
  private static final Pattern MEMBER = Pattern.compile("\\.([\\w$]+)|\\[(\\d+)]|\\[['\"]([^'\"]+)['\"]]");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private final Path folder;
  private final Map<String, String> environment;
  private final ModelTargets models;

  /**
   * Of a suite.
   *
   * @param folder of the suite
   * @param environment of the process and of the suite
   * @param atOnce how many requests at once; empty if the suite does not say it
   */
  public TargetReader(Path folder, Map<String, String> environment, Optional<Integer> atOnce) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.models = new ModelTargets(this.environment, atOnce, new ToolConfig(folder));
  }

  /**
   * The target of a provider.
   *
   * @param id as {@code openai:gpt-4o-mini}
   * @param config what is said of it
   * @throws AthanorException with why it can't be asked from here
   */
  public Target read(String id, ObjectNode config) {
    String rendered = Template.of(id).render(Json.object().set("env", Json.MAPPER.valueToTree(environment)));
    Config read = new Config(rendered, config);
    if (rendered.equals("echo")) {
      read.finish();
      return new Target.Echo();
    }
    if (rendered.startsWith("exec:")) {
      return command(rendered.substring("exec:".length()), read, config);
    }
    if (rendered.matches("https?(:.*)?")) {
      return endpoint(rendered, read);
    }
    String[] parts = rendered.split(":", 2);
    return models.read(parts[0], parts.length == 1 ? "" : parts[1], read)
        .orElseThrow(() -> unknown(rendered));
  }

  /**
   * A provider of vectors.
   *
   * @param id as {@code openai:embedding:text-embedding-3-small}
   * @throws AthanorException with why it can't be asked from here
   */
  public EmbedderTarget embedder(String id, ObjectNode config) {
    String rendered = Template.of(id).render(Json.object().set("env", Json.MAPPER.valueToTree(environment)));
    String[] parts = rendered.split(":", 2);
    return models.embedder(parts[0], parts.length == 1 ? "" : parts[1], new Config(rendered, config))
        .orElseThrow(() -> AthanorException.user("suite-config", "the provider \"" + rendered
            + "\" makes no vectors that can be asked for from here; expected one such as"
            + " openai:embedding:text-embedding-3-small, alone or under provider.embedding"));
  }

  private static AthanorException unknown(String id) {
    if (id.matches("(python|file|golang|ruby|package|javascript):.*|.*\\.(js|ts|mjs|cjs|py|rb|go)(:.*)?")) {
      return AthanorException.user("suite-config", id + " runs code in another language");
    }
    List<String> known = new ArrayList<>(ModelTargets.names());
    known.addAll(List.of("echo", "http", "https", "exec"));
    return AthanorException.user("suite-config",
        "the provider \"" + id + "\" is not among those that can be asked"
            + " from here; nearest: " + String.join(", ", Nearest.to(id.split(":", 2)[0], known, 3)));
  }

  private Target command(String line, Config read, ObjectNode config) {
    Path where = read.text("basePath").map(folder::resolve).orElse(folder);
    List<String> words = WORD.matcher(line).results().map(match -> Optional.ofNullable(match.group(1)).or(
        () -> Optional.ofNullable(match.group(2))).orElseGet(() -> match.group(3))).toList();
    if (words.isEmpty()) {
      throw read.cannot("the provider \"exec:\" names no program");
    }
    return new Target.Command(words, where.toAbsolutePath().normalize().toString(), config);
  }

  private Target endpoint(String id, Config read) {
    String url = read.text("url").map(this::withEnvironment).orElse(id);
    String method = read.text("method").orElse("POST");
    if (!method.equalsIgnoreCase("POST")) {
      throw read
          .cannot(id + " is asked with " + method + "; only POST with a body of JSON can be sent from here");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    read.texts("headers").forEach((name, value) -> headers.put(name, ENVIRONMENT.matcher(value).replaceAll(
        "\\${$1}")));
    JsonNode body = read.value("body").orElseThrow(() -> read.cannot(id + " has no body"));
    if (ENVIRONMENT.matcher(body.toString()).find()) {
      throw read.cannot("config.body of " + id + " names a variable of the environment, which would stand in"
          + " records; send it in config.headers");
    }
    JsonNode sent = body.isString() ? Json.parse(body.stringValue()) : body;
    Optional<String> answer =
        read.text("transformResponse", "responseParser").map(written -> pointer(id, written));
    read.finish();
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
    return new Target.Endpoint(url, headers, sent, answer);
  }

  private String withEnvironment(String url) {
    return ENVIRONMENT.matcher(url).replaceAll(name -> Matcher.quoteReplacement(Optional
        .ofNullable(environment.get(name.group(1))).orElseThrow(() -> AthanorException.user("suite-config",
            "config.url names " + name.group(1) + ", which is not in the environment; set it"))));
  }

  /** A path into JSON needs no JavaScript; everything else does. */
  private static String pointer(String id, String written) {
    Matcher members = MEMBERS.matcher(written.strip());
    if (!members.matches()) {
      throw AthanorException.user("suite-config",
          "transformResponse of " + id + " runs JavaScript; a path such as"
              + " json.choices[0].message.content can be read from here");
    }
    StringBuilder pointer = new StringBuilder();
    MEMBER.matcher(members.group(1)).results()
        .forEach(each -> pointer.append('/').append(Optional.ofNullable(each
            .group(1)).or(() -> Optional.ofNullable(each.group(2))).orElseGet(() -> each.group(3))
            .replace("~", "~0")
            .replace("/", "~1")));
    return pointer.toString();
  }
}
