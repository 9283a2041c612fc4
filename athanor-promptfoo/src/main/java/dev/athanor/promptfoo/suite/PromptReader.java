package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.provider.Rendering;
import dev.athanor.promptfoo.template.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the prompts of a suite.
 *
 * @param folder of the suite
 * @param environment whose variables prompts may name
 */
record PromptReader(SuiteFolder folder, Map<String, String> environment, Findings findings) {
  private static final Pattern FILE =
      Pattern.compile(
          "file://.*|[^\\n{}]*\\.(txt|json|jsonl|yaml|yml|md|j2|csv|js|cjs|mjs|ts|py|sh|exe|rb)(:\\w+)?");
  private static final Pattern DELIMITER = Pattern.compile("(?m)^[ \\t]*---[ \\t]*$");

  /**
   * A prompt.
   *
   * @param label by which providers and people name it
   * @param named whether somebody has given it the label, or it is a file's name
   * @param names by which providers and tests choose it
   * @param config what models are to be told with it
   */
  record Prompt(String label, boolean named, String text, List<String> names, ObjectNode config) {
    /** Copies. */
    Prompt {
      names = List.copyOf(names);
    }

    static Prompt plain(String text) {
      return new Prompt(text, false, text, List.of(text), Json.object());
    }
  }

  List<Prompt> read(JsonNode prompts) {
    List<Prompt> all = new ArrayList<>();
    List<JsonNode> items = prompts.isArray() ? prompts.valueStream().toList() : List.of(prompts);
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String place = prompts.isArray() ? "prompts[" + i + "]" : "prompts";
      findings.attempt(place, () -> prompts(item)).ifPresent(all::addAll);
    }
    return all;
  }

  private List<Prompt> prompts(JsonNode item) {
    Optional<String> label =
        Optional.of(item.path("label")).filter(JsonNode::isString).map(JsonNode::stringValue);
    JsonNode raw =
        item instanceof ObjectNode object ? object.has("raw") ? object.get("raw") : object.path("id")
            : item;
    if (!raw.isString()) {
      throw AthanorException.user("suite-prompt", "this is no prompt: " + Json.abbreviate(item.toString(), 80)
          + "; expected text, a file, or an object with raw");
    }
    if (item.has("function")) {
      throw AthanorException.user("suite-prompt", "a prompt that is a function, which is code");
    }
    ObjectNode config = ProviderReader.config(item);
    String text = raw.stringValue();
    if (text.matches("(exec|langfuse|portkey|helicone|package):.*")) {
      throw AthanorException.user("suite-prompt", text + " is fetched or computed by other software");
    }
    List<String> names = new ArrayList<>(List.of(label.orElse(text)));
    if (item.has("raw") && item.path("id").isString()) {
      names.add(item.get("id").stringValue());
    }
    List<Prompt> read = FILE.matcher(text).matches() ? files(text, label, config)
        : List.of(new Prompt(label.orElse(text), label.isPresent(), text, names, config));
    return read.stream().map(this::checked).toList();
  }

  private Prompt checked(Prompt prompt) {
    String text = References.withEnvironment(prompt.text(), environment);
    Rendering.check(text);
    if (text.contains("_conversation")) {
      throw AthanorException.user("suite-prompt",
          "the prompt uses _conversation, the answers of tests before; each case stands alone here");
    }
    return new Prompt(prompt.label(), prompt.named(), text, prompt.names(), prompt.config());
  }

  private List<Prompt> files(String reference, Optional<String> label, ObjectNode config) {
    List<Prompt> prompts = new ArrayList<>();
    for (Path file : folder.find(reference)) {
      List<String> texts = texts(file);
      for (int i = 0; i < texts.size(); i++) {
        String name = label.orElse(file.getFileName().toString()) + (texts.size() == 1 ? "" : "-" + (i + 1));
        List<String> names = Stream.concat(label.stream(), Stream.of(name, file.toString(),
            folder.folder().relativize(file).toString(), file.getFileName().toString())).toList();
        prompts.add(new Prompt(name, true, texts.get(i), names, config));
      }
    }
    return prompts;
  }

  private List<String> texts(Path file) {
    String text = folder.text(file);
    List<String> texts = switch (SuiteFolder.end(file)) {
      case "txt" -> DELIMITER.splitAsStream(text).map(String::strip).filter(each -> !each.isEmpty()).toList();
      case "jsonl" -> text.lines().filter(line -> !line.isEmpty()).toList();
      case "json", "yaml", "yml" -> List.of(Script.json(folder.value(file)));
      case "csv" -> throw AthanorException.user("suite-prompt", "prompts in a table can't be read here");
      default -> List.of(text);
    };
    if (texts.isEmpty()) {
      throw AthanorException.user("suite-prompt", file + " has no prompt");
    }
    return texts;
  }
}
