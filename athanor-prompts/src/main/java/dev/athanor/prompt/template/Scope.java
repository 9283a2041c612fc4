package dev.athanor.prompt.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.PathExpression;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.ValueResolver;
import com.github.jknack.handlebars.io.TemplateSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a name is looked up, by the rules of Handlebars.js: block parameters first, then the value at hand, and never the
 * values around it unless they are asked for by {@code ../}.
 */
final class Scope extends Context {
  private final Map<String, @Nullable Object> parameters;
  private final ValueResolver members;
  private final Map<String, Object> shared;

  private Scope(@Nullable Object model, @Nullable Context around, Map<String, @Nullable Object> loop,
      Map<String, @Nullable Object> parameters, ValueResolver members, Map<String, Object> shared) {
    super(model);
    this.parameters = parameters;
    this.members = members;
    this.shared = shared;
    this.parent = around;
    this.data = shared;
    this.resolver = members;
    this.extendedContext = new Names(loop, members);
  }

  /** The outermost scope. */
  @SuppressWarnings("JdkObsolete") // the engine reads these as linked lists
  static Scope root(Map<String, @Nullable Object> model, Map<String, Object> data) {
    data.put(PARTIALS, new HashMap<String, Template>());
    LinkedList<Map<String, Template>> inline = new LinkedList<>();
    inline.add(new HashMap<>());
    data.put(INLINE_PARTIALS, inline);
    data.put(INVOCATION_STACK, new LinkedList<TemplateSource>());
    data.put("root", model);
    return new Scope(model, null, new HashMap<>(), Map.of(), new Values.Members(data), data);
  }

  /** A scope inside another one. */
  static Scope inside(Context around, @Nullable Object model, Map<String, @Nullable Object> loop,
      Map<String, @Nullable Object> parameters) {
    Scope nearest = nearest(around);
    Map<String, @Nullable Object> all = new LinkedHashMap<>(around instanceof Scope ? nearest.parameters : Map
        .of());
    all.putAll(parameters);
    return new Scope(model, around, new HashMap<>(loop), all, nearest.members, nearest.shared);
  }

  private static Scope nearest(Context around) {
    Context at = around;
    while (!(at instanceof Scope)) {
      at = at.parent();
    }
    return (Scope) at;
  }

  @Override
  public @Nullable Object get(List<PathExpression> path) {
    return parameters.containsKey(path.getFirst().toString()) ? new Names(parameters, members).get(path)
        : super.get(path);
  }

  @Override
  protected Context newChildContext(@Nullable Object model) {
    return inside(this, model, Map.of(), Map.of());
  }

  /** Names and nothing around them. */
  private static final class Names extends Context {
    Names(Map<String, @Nullable Object> names, ValueResolver members) {
      super(names);
      this.resolver = members;
      this.data = Map.of();
      this.extendedContext = this;
    }
  }
}
