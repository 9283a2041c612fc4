package dev.athanor.proxy.recording;

import dev.athanor.json.Codec;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.exchange.Body;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.upstream.Kind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a fork changes in the requests to models: members of their bodies, by dotted names such as {@code temperature}.
 *
 * @param set the members and their values
 * @param unchanged the names of the exchanges before the fork, which stay as they are
 */
record Substitution(Map<String, JsonNode> set, Set<String> unchanged) {
  /** Changes nothing. */
  static final Substitution NONE = new Substitution(Map.of(), Set.of());

  static final Codec<Substitution> CODEC = Codec.of(Substitution.class);

  /** The member that names the model. */
  static final String MODEL = "model";

  Substitution {
    set = new TreeMap<>(set);
    unchanged = new TreeSet<>(unchanged);
  }

  /** Whether the request is another one in this run. */
  boolean touches(String key, Asked asked) {
    return !set.isEmpty() && !unchanged.contains(key) && Kind.of(asked) == Kind.MODEL && asked
        .body() instanceof Body.Value(ObjectNode _);
  }

  /** The request as it is asked in this run. */
  Asked applied(Asked asked) {
    JsonNode model = set.get(MODEL);
    String path = model == null || !inPath(asked.service()) ? asked.path()
        : asked.path().replaceFirst("/models/[^/]+(?=:\\w+$)", Matcher.quoteReplacement("/models/" + model
            .asString()));
    return new Asked(asked.service(), asked.method(), path, asked.query(), asked.headers(),
        new Body.Value(applied(
            asked.service(), asked.body().json().orElseThrow())));
  }

  /** The body, with its members in their order. */
  JsonNode applied(Service service, JsonNode body) {
    ObjectNode changed = (ObjectNode) body.deepCopy();
    set.forEach((name, value) -> {
      if (!name.equals(MODEL) || !inPath(service)) {
        set(changed, name, value);
      }
    });
    return changed;
  }

  /** Gemini's model stands in the path. */
  private static boolean inPath(Service service) {
    return service == Service.GEMINI;
  }

  private static void set(ObjectNode body, String name, JsonNode value) {
    ObjectNode at = body;
    String[] names = name.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = at.get(names[i]) instanceof ObjectNode inner ? inner : at.putObject(names[i]);
    }
    at.set(names[names.length - 1], value);
  }
}
