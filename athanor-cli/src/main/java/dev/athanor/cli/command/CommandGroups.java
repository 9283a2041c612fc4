package dev.athanor.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The list of commands in the help, in the order in which a newcomer needs them. */
final class CommandGroups implements IHelpSectionRenderer {
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Begin", List.of("demo", "init", "sync", "doctor"));
    GROUPS.put("Look at the documents", List.of("profile", "documents", "document", "knowledge"));
    GROUPS.put("Ask", List.of("search", "ask", "chat"));
    GROUPS.put("Write prompts", List.of("prompts", "graph"));
    GROUPS.put("Measure", List.of("eval", "lab", "dataset", "judge", "blame"));
    GROUPS.put("Do without a provider", List.of("simulate"));
    GROUPS.put("Record programs of yours", List.of("record", "proxy"));
    GROUPS.put("Look at what was done", List.of("runs", "show", "lineage", "feedback", "replay", "diff"));
    GROUPS.put("Go on, or another way", List.of("resume", "fork"));
    GROUPS.put("Carry", List.of("export", "import"));
    GROUPS.put("Shell", List.of("completion"));
  }

  @Override
  public String render(Help help) {
    Map<String, CommandLine> commands = help.commandSpec().subcommands();
    if (commands.isEmpty()) {
      return "";
    }
    int width = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    GROUPS.forEach((title, names) -> {
      text.append(help.colorScheme().ansi().string("@|faint " + title + "|@")).append(System.lineSeparator());
      for (String name : names) {
        CommandLine command = commands.get(name);
        if (command != null) {
          String[] description = command.getCommandSpec().usageMessage().description();
          text.append("  ").append(help.colorScheme().commandText(name)).append(" ".repeat(width - name
              .length() + 2)).append(description[0]).append(System.lineSeparator());
        }
      }
    });
    return text.toString();
  }
}
