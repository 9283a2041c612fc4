package dev.athanor.prompt.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Role;
import dev.athanor.prompt.source.PromptFailures;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;

/** What a template may call: Dotprompt's helpers and the blocks of Handlebars, and nothing of the engine's own. */
final class Helpers extends DefaultHelperRegistry {
  /** By which a rendering's {@link Marks} are found. */
  static final String MARKS = Helpers.class.getName() + "#marks";
  /** Every helper, with how many values it takes. */
  static final Map<String, Integer> VALUES = new TreeMap<>(Map.ofEntries(Map.entry("each", 1), Map.entry("if",
      1), Map.entry("unless", 1), Map.entry("with", 1), Map.entry("lookup", 2), Map.entry("json", 1),
      Map.entry(
          "role", 1),
      Map.entry("history", 0), Map.entry("section", 1), Map.entry("media", 0), Map.entry(
          "ifEquals", 2),
      Map.entry("unlessEquals", 2)));
  /** The words for those who speak. */
  static final Map<String, Role> ROLES =
      new TreeMap<>(Map.of("system", Role.SYSTEM, "user", Role.USER, "model",
          Role.ASSISTANT, "assistant", Role.ASSISTANT, "tool", Role.TOOL));

  private final Map<String, Helper<@Nullable Object>> helpers = new HashMap<>();

  Helpers() {
    helpers.put("each", Helpers::each);
    helpers.put("if", (value, options) -> choose(truthy(value, options), options));
    helpers.put("unless", (value, options) -> choose(!truthy(value, options), options));
    helpers.put("with", Helpers::with);
    helpers.put("lookup", Helpers::lookup);
    helpers.put("json", (value, options) -> json(value,
        options.hash("indent") instanceof Number indent ? indent.intValue() : 0));
    helpers.put("role", (value, options) -> marks(options).text(new Mark.Speaker(role(Values.text(value)))));
    helpers.put("history", (_, options) -> marks(options).text(new Mark.History()));
    helpers.put("section", (value, options) -> marks(options).text(new Mark.Inserted(new Piece.Section(Values
        .text(value)))));
    helpers.put("media", (_, options) -> marks(options).text(new Mark.Inserted(media(options))));
    helpers.put("ifEquals", (value, options) -> choose(Values.same(value, options.param(0)), options));
    helpers.put("unlessEquals", (value, options) -> choose(!Values.same(value, options.param(0)), options));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <C> @Nullable Helper<C> helper(String name) {
    // The engine's constructor asks before there are any.
    return helpers == null ? null : (Helper<C>) helpers.get(name);
  }

  @Override
  public @Nullable Decorator decorator(String name) {
    return name.equals("inline") ? super.decorator(name) : null;
  }

  private static Marks marks(Options options) {
    return options.data(MARKS);
  }

  private static boolean truthy(@Nullable Object value, Options options) {
    boolean zeroCounts = Boolean.TRUE.equals(options.hash("includeZero")) && value instanceof Number;
    return zeroCounts || !options.isFalsy(value);
  }

  private static CharSequence choose(boolean yes, Options options) throws IOException {
    return yes ? options.fn() : options.inverse();
  }

  @SuppressWarnings("ReferenceEquality") // an equal value elsewhere is not this one
  private static CharSequence with(@Nullable Object value, Options options) throws IOException {
    Context around = options.context;
    // Where a section names a value instead of a helper, the engine has stepped into the value already.
    boolean inside = around.model() == value && around.parent() != null;
    Context outer = inside ? around.parent() : around;
    if (options.isFalsy(value)) {
      return options.inverse.apply(outer);
    }
    return options.fn.apply(Scope.inside(outer, value, Map.of(), parameters(options, value)));
  }

  private static CharSequence each(@Nullable Object value, Options options) throws IOException {
    StringBuilder text = new StringBuilder();
    int index = 0;
    if (value instanceof List<?> list) {
      for (Object item : list) {
        text.append(turn(options, item, index, index, index == list.size() - 1));
        index++;
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        text.append(
            turn(options, member.getValue(), String.valueOf(member.getKey()), index, index == map.size()
                - 1));
        index++;
      }
    }
    return index == 0 ? options.inverse() : text;
  }

  private static CharSequence turn(Options options, @Nullable Object item, Object key, int index,
      boolean last)
      throws IOException {
    Map<String, @Nullable Object> loop = Map.of("@key", key, "@index", index, "@first", index == 0, "@last",
        last);
    return options.fn.apply(Scope.inside(options.context, item, loop, parameters(options, item, key)));
  }

  private static Map<String, @Nullable Object> parameters(Options options, @Nullable Object... values) {
    Map<String, @Nullable Object> named = new HashMap<>();
    for (int i = 0; i < Math.min(values.length, options.blockParams.size()); i++) {
      named.put(options.blockParams.get(i), values[i]);
    }
    return named;
  }

  private static @Nullable Object lookup(@Nullable Object value, Options options) {
    Object key = options.param(0);
    return switch (value) {
      case Map<?, ?> map -> map.get(Values.text(key));
      case List<?> list when key instanceof Number number && number.intValue() >= 0
          && number.intValue() < list
              .size() ->
          list.get(number.intValue());
      case null, default -> null;
    };
  }

  private static CharSequence json(@Nullable Object value, int indent) {
    JsonNode json = Values.json(value);
    if (indent <= 0) {
      return json.toString();
    }
    DefaultIndenter indenter = new DefaultIndenter(" ".repeat(Math.min(indent, 10)), "\n");
    return Json.MAPPER.writer().with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
        .withObjectNameValueSpacing(Separators.Spacing.AFTER).withObjectEmptySeparator("")
        .withArrayEmptySeparator("")).withArrayIndenter(indenter).withObjectIndenter(indenter))
        .writeValueAsString(json);
  }

  private static Role role(String name) {
    Role role = ROLES.get(name);
    if (role == null) {
      throw AthanorException.user(PromptFailures.INPUT,
          "\"" + name + "\" is no role; expected one of " + String
              .join(", ", ROLES.keySet()));
    }
    return role;
  }

  private static Piece.Media media(Options options) {
    String url = Values.text(options.hash("url"));
    if (!url.matches("(?is)(data:|https?://).+")) {
      throw AthanorException.user(PromptFailures.INPUT,
          "the url of a media helper is \"" + Json.abbreviate(url,
              80) + "\"; expected one that begins with https://, http:// or data:");
    }
    String type = Values.text(options.hash("contentType"));
    return new Piece.Media(url, type.isEmpty() ? Optional.empty() : Optional.of(type));
  }
}
