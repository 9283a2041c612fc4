package dev.athanor.prompt;

import dev.athanor.prompt.source.FrontMatter;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a prompt reads of the state that prompts share, and what it writes there. In the front matter:
 *
 * <pre>
 * athanor.reads: [outline, critique?]
 * athanor.writes: draft
 * </pre>
 *
 * <p>A template has what it reads under {@code @state}. A name with {@code ?} may be missing, and then there is no need that
 * anybody writes it first. One name written is the answer as a whole; of several, each is the answer's member of that name.
 *
 * @param reads in the order of the file
 * @param writes in the order of the file
 */
public record SharedState(List<Read> reads, List<String> writes) {
  /** The namespace of the keys. */
  public static final String NAMESPACE = "athanor";

  private static final String READS = "athanor.reads";
  private static final String WRITES = "athanor.writes";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** Copies. */
  public SharedState {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  /**
   * A piece of state that is read.
   *
   * @param name of the state
   * @param optional whether it may be missing
   */
  public record Read(String name, boolean optional) {}

  static SharedState of(FrontMatter file) {
    for (String key : file.values().propertyNames()) {
      if (key.startsWith(NAMESPACE + ".") && !Set.of(READS, WRITES).contains(key)) {
        throw file.malformed(List.of(key), "this key is unknown; nearest: " + Nearest.to(key, List.of(READS,
            WRITES), 1).getFirst());
      }
    }
    List<Read> reads = names(file, READS).stream().map(text -> {
      boolean optional = text.endsWith("?");
      return new Read(checked(file, READS, optional ? text.substring(0, text.length() - 1) : text), optional);
    }).toList();
    return new SharedState(reads,
        names(file, WRITES).stream().map(text -> checked(file, WRITES, text)).toList());
  }

  private static List<String> names(FrontMatter file, String key) {
    JsonNode value = file.values().path(key);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      if (!each.isString()) {
        throw file.malformed(List.of(key),
            each + " is no name of shared state; expected a name or a list of names");
      }
      if (names.contains(each.stringValue())) {
        throw file.malformed(List.of(key), each.stringValue() + " stands here twice; keep one of them");
      }
      names.add(each.stringValue());
    }
    return names;
  }

  private static String checked(FrontMatter file, String key, String name) {
    if (!NAME.matcher(name).matches()) {
      throw file.malformed(List.of(key), "\"" + name
          + "\" is no name of shared state; expected letters, digits, _ and -, beginning with a letter or _");
    }
    return name;
  }

  /** The names that are read. */
  public List<String> readNames() {
    return reads.stream().map(Read::name).toList();
  }
}
