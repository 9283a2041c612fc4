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

  /** The request as it is asked in this run. */
  Asked applied(String key, Asked asked) {
    if (set.isEmpty() || unchanged.contains(key) || Kind.of(asked) != Kind.MODEL
        || !(asked.body() instanceof Body.Value(ObjectNode body))) {
      return asked;
    }
    ObjectNode changed = body.deepCopy();
    String path = asked.path();
    for (Map.Entry<String, JsonNode> member : set.entrySet()) {
      if (member.getKey().equals(MODEL) && asked.service() == Service.GEMINI && path.contains("/models/")) {
        path = path.replaceFirst("/models/[^/:]+(:[^/:]+)*(?=:\\w+$)", "/models/"
            + java.util.regex.Matcher.quoteReplacement(member.getValue().asString()));
      } else {
        set(changed, member.getKey(), member.getValue());
      }
    }
    return new Asked(asked.service(), asked.method(), path, asked.query(), asked.headers(), new Body.Value(
        changed));
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
