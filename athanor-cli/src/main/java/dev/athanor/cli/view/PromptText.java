package dev.athanor.cli.view;

import dev.athanor.cli.terminal.PlainText;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.Part;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptHeader;
import dev.athanor.prompt.RenderedPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prompts, for people. */
public final class PromptText {
  private static final int LONGEST_LINK = 80;

  private PromptText() {}

  /** What is read of the shared state, as the file has it. */
  public static String reads(Prompt prompt) {
    return prompt.header().state().reads().stream().map(read -> read.name() + (read.optional() ? "?" : ""))
        .collect(
            Collectors.joining(", "));
  }

  /** What it is and what it says. */
  public static List<String> lines(Prompt prompt, Screen screen) {
    PromptHeader header = prompt.header();
    List<String> lines = new ArrayList<>();
    lines.add(
        screen.paint(Style.HANDLE, prompt.name().toString()) + "  version " + prompt.version().brief() + "  "
            + prompt.file().front().source().name());
    header.about().description().ifPresent(lines::add);
    lines.add("");
    line(lines, screen, "model", header.model().orElse(""));
    line(lines, screen, "settings", header.settings().equals(ModelSettings.NONE) ? ""
        : Json.MAPPER.valueToTree(header.settings()).toString());
    line(lines, screen, "tools",
        Stream.concat(header.tools().names().stream(), header.tools().definitions().stream()
            .map(tool -> tool.name())).collect(Collectors.joining(", ")));
    line(lines, screen, "partials", String.join(", ", prompt.partials().keySet()));
    line(lines, screen, "reads", reads(prompt));
    line(lines, screen, "writes", String.join(", ", header.state().writes()));
    line(lines, screen, "input", header.input().schema().map(schema -> schema.json().toString()).orElse(""));
    line(lines, screen, "output",
        header.output().schema().map(schema -> schema.json().toString()).orElse(""));
    if (!lines.getLast().isEmpty()) {
      lines.add("");
    }
    prompt.file().front().template().lines().forEach(lines::add);
    return lines;
  }

  private static void line(List<String> lines, Screen screen, String what, String value) {
    if (!value.isEmpty()) {
      lines.add(screen.paint(Style.FAINT, what + " ".repeat(10 - what.length())) + value);
    }
  }

  /** What a model would be told. */
  public static List<String> rendered(RenderedPrompt rendered, Screen screen) {
    List<String> lines = new ArrayList<>();
    rendered.messages().forEach(message -> lines.addAll(message(message, screen)));
    return lines;
  }

  /** Who speaks, and what is said. */
  static List<String> message(Message message, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(screen.paint(Style.STRONG, message.role().name().toLowerCase(Locale.ROOT)));
    message.parts().forEach(part -> PlainText.of(text(part)).lines().forEach(line -> lines.add("  " + line)));
    return lines;
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text;
      case Part.Linked(String uri, String type) ->
          "[" + type + " " + Json.abbreviate(uri, LONGEST_LINK) + "]";
      case Part.Reasoning(String text, _) ->
          text.isEmpty() ? "[reasoning that the provider hides]" : "[reasoning] " + text;
      case Part.ToolCall(_, String name, String arguments) -> "[calls " + name + " " + arguments + "]";
      default -> Json.MAPPER.valueToTree(part).toString();
    };
  }
}
