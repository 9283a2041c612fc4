package dev.athanor.prompt.template;

import dev.athanor.prompt.schema.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What names may mean at a place of a template.
 *
 * @param value at hand
 * @param named block parameters, and what a partial is given by name
 * @param loop whether {@code @index} and the like have a meaning
 * @param around what {@code ../} leads to; null outermost
 */
record Surroundings(Shape value, Map<String, Shape> named, boolean loop, @Nullable Surroundings around) {
  private static final Pattern SEGMENT = Pattern.compile("\\[([^\\]]*)]|([^./\\[\\]]+)");

  static Surroundings of(Shape input) {
    return new Surroundings(input, Map.of(), false, null);
  }

  Surroundings inside(Shape inner, Map<String, Shape> more, boolean inLoop) {
    Map<String, Shape> all = new HashMap<>(named);
    all.putAll(more);
    return new Surroundings(inner, all, loop || inLoop, this);
  }

  /** The same in a partial: it sees no block parameters, only what it is given. */
  Surroundings partial(Shape at, Map<String, Shape> given) {
    return new Surroundings(at, given, loop, this);
  }

  Shape root() {
    return around == null ? value : around.root();
  }

  /** What a path leads to, or the first of its names that leads nowhere. */
  Found find(String path) {
    Surroundings from = this;
    String rest = path;
    while (rest.equals("..") || rest.startsWith("../")) {
      from = from.around == null ? Surroundings.of(Shape.ANYTHING) : from.around;
      rest = rest.length() > 3 ? rest.substring(3) : ".";
    }
    List<String> names = segments(rest);
    boolean onlyValue = rest.startsWith(".") || (!names.isEmpty() && names.getFirst().equals("this"));
    if (!names.isEmpty() && names.getFirst().equals("this")) {
      names = names.subList(1, names.size());
    }
    Optional<Shape> parameter = onlyValue || names.isEmpty() ? Optional.empty()
        : Optional.ofNullable(from.named.get(names.getFirst()));
    if (parameter.isPresent()) {
      return walk(parameter.get(), names.subList(1, names.size()));
    }
    return walk(from.value, names);
  }

  static Found walk(Shape start, List<String> names) {
    Shape at = start;
    for (String name : names) {
      Optional<Shape> member = at.member(name);
      if (member.isEmpty()) {
        return new Found(Optional.empty(), name, at);
      }
      at = member.get();
    }
    return new Found(Optional.of(at), "", at);
  }

  static List<String> segments(String path) {
    List<String> names = new ArrayList<>();
    Matcher matcher = SEGMENT.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return names;
  }

  /** The names that may be used here. */
  List<String> names() {
    List<String> all = new ArrayList<>(value.names());
    all.addAll(named.keySet());
    return all;
  }

  /**
   * Where a path leads.
   *
   * @param shape at its end, if it leads anywhere
   * @param missing the first name that is not declared
   * @param in what should declare it
   */
  record Found(Optional<Shape> shape, String missing, Shape in) {}
}
