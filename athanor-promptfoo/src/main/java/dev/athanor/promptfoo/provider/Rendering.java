package dev.athanor.promptfoo.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.subject.ChatMessages;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.promptfoo.template.Script;
import dev.athanor.promptfoo.template.Template;
import dev.athanor.promptfoo.yaml.YamlText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Fills values into prompts, as promptfoo does. */
public final class Rendering {
  private static final Pattern PLAIN = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Pattern UNFINISHED =
      Pattern.compile("(\\{%[^%]*$|\\{\\{[^}]*$|\\{#[^#]*$)", Pattern.MULTILINE);
  private static final Pattern RAW = Pattern.compile("\\{%\\s*raw\\s*%}");
  /** Where promptfoo looks for the names that a text uses, and no further. */
  private static final Pattern USED =
      Pattern.compile("\\{\\{\\s*([^{}\\s|]+)\\s*(?:\\|[^}]+)?}}|\\{%\\s*(?:if|for)\\s+([^{}\\s]+)\\s*.*?%}");
  private static final Pattern LOOP = Pattern.compile("\\{%\\s*for\\s+(\\w+)\\s+in\\s+(\\w+)\\s*%}");
  private static final Pattern ROOT = Pattern.compile("([A-Za-z_]\\w*).*");
  private static final int ROUNDS = 5;

  private Rendering() {}

  /** A prompt with values: each text of JSON is a template of its own, so that what is filled in can't break it. */
  public static String of(String prompt, ObjectNode variables) {
    ObjectNode values = values(variables);
    Optional<JsonNode> json = json(prompt);
    return json.isPresent() ? Script.json(Template.render(json.get(), values), 2)
        : template(prompt).render(values);
  }

  /** The same of a question to a judge, with values as they are. */
  public static String filled(String question, ObjectNode values) {
    Optional<JsonNode> json = json(question);
    return json.isPresent() ? Script.json(Template.render(json.get(), values))
        : Template.of(question).render(values);
  }

  /** A prompt as it is read, so that it is known beforehand whether it can be. */
  public static void check(String prompt) {
    Optional<JsonNode> json = json(prompt);
    if (json.isPresent()) {
      Template.render(json.get(), Json.object());
    } else {
      template(prompt);
    }
  }

  private static Template template(String text) {
    boolean unfinished = UNFINISHED.matcher(text).find() && !RAW.matcher(text).find();
    return Template.of(unfinished ? "{% raw %}" + text + "{% endraw %}" : text);
  }

  /** Values that refer to each other are filled into each other. */
  public static ObjectNode values(ObjectNode variables) {
    ObjectNode values = variables.deepCopy();
    for (String name : values.propertyNames()) {
      if (values.get(name).isString()) {
        values.put(name, values.get(name).stringValue().replaceFirst("\n$", ""));
      }
    }
    boolean changed = true;
    for (int round = 0; changed && round < ROUNDS; round++) {
      changed = false;
      for (String name : values.propertyNames()) {
        changed |= filled(values, name);
      }
    }
    ObjectNode rendered = Json.object();
    for (Map.Entry<String, JsonNode> each : values.properties()) {
      boolean known = each.getValue().isString() && known(each.getValue().stringValue(), values);
      rendered.set(each.getKey(),
          known ? Script.of(template(each.getValue().stringValue()).render(values)) : each
              .getValue());
    }
    return rendered;
  }

  private static boolean filled(ObjectNode values, String name) {
    if (!(values.get(name) instanceof StringNode text)) {
      return false;
    }
    Matcher place = PLAIN.matcher(text.stringValue());
    if (!place.find() || !values.has(place.group(1))) {
      return false;
    }
    String value = Script.text(values.get(place.group(1)));
    values.put(name, text.stringValue().replace(place.group(), value));
    return true;
  }

  /** Whether all names that a text uses have values: promptfoo leaves it as it is otherwise. */
  private static boolean known(String text, ObjectNode values) {
    Set<String> names = new HashSet<>();
    USED.matcher(text).results()
        .forEach(each -> names.add(each.group(1) == null ? each.group(2) : each.group(1)));
    LOOP.matcher(text).results().forEach(each -> {
      names.remove(each.group(1));
      names.add(each.group(2));
    });
    return names.stream().map(ROOT::matcher).filter(Matcher::matches).map(each -> each.group(1)).allMatch(
        name -> values.has(name) || name.equals("env"));
  }

  private static Optional<JsonNode> json(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(text));
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  /** A filled prompt as messages: JSON or YAML that lists them, else all of it is what a person says. */
  static List<Message> messages(String rendered) {
    JsonNode read = rendered.strip().startsWith("- role:") ? YamlText.read("the prompt", rendered)
        : json(rendered).orElseGet(Json::object);
    boolean chat =
        read instanceof ArrayNode list && !list.isEmpty() && list.valueStream().allMatch(each -> each.path(
            "role").isString());
    return chat ? ChatMessages.read(read) : List.of(Message.user(rendered));
  }
}
