package dev.athanor.cli.command;

import dev.athanor.cli.view.PromptDiff;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Partials;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptFile;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.PromptPin;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.run.Nearest;
import dev.athanor.run.Recording;
import dev.athanor.system.PromptShelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code athanor prompts diff}. */
@Command(name = "diff", sortOptions = false, description = {
    "Hold two versions of a prompt beside each other, line by line, partials too.",
    "With --run: the version that a run has used, and the one in the project now; with --run twice: those of",
    "two runs. Otherwise two prompts or files."},
    footer = {"", "Example: athanor prompts diff greet --run last",
        "         athanor prompts diff greet greet.formal"})
final class PromptsDiffCommand implements Callable<Integer> {
  private static final String FILE = ".prompt";
  private static final int MOST = 2;

  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "NAME",
      description = {PromptsShowCommand.NAME, "Or a file that ends with .prompt."})
  private String name = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "OTHER",
      description = "The prompt or file to hold beside it.")
  private @Nullable String other;

  @Option(names = "--run", paramLabel = "RUN",
      description = {"The run whose version is meant. May be given twice.", RunNames.HELP})
  private List<String> runs = new ArrayList<>();

  PromptsDiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<PromptDiff.Side> sides = runs.isEmpty() ? present() : pinned();
    PromptDiff diff = PromptDiff.of(sides.get(0), sides.get(1));
    if (invocation.json()) {
      invocation.json(diff.json());
    } else {
      invocation.screen().result(diff.lines(invocation.screen()));
    }
    return ExitCode.OK.number();
  }

  private List<PromptDiff.Side> present() {
    if (other == null) {
      throw AthanorException.user("prompt-diff",
          "there is only one version to look at; expected another prompt or file after "
              + name + ", or a run: athanor prompts diff " + name + " --run last");
    }
    return List.of(side(name), side(other));
  }

  private List<PromptDiff.Side> pinned() {
    if (other != null || runs.size() > MOST) {
      throw AthanorException.user("prompt-diff",
          "these are more than two versions; expected --run once or twice, and no other prompt");
    }
    List<PromptDiff.Side> sides = new ArrayList<>();
    try (Workshop workshop = invocation.workshop()) {
      for (String run : runs) {
        sides.add(pinned(workshop.recording(new RunNames(workshop.journal()).find(run).id())));
      }
    }
    if (sides.size() < MOST) {
      sides.add(side(name));
    }
    return sides;
  }

  private PromptDiff.Side pinned(Recording recording) {
    JsonNode manifest = recording.header().manifest().value(recording.contents()::part);
    PromptName wanted = PromptName.parse(name);
    JsonNode pin = manifest.path(PromptPin.key(wanted));
    if (pin.isMissingNode()) {
      List<String> used =
          manifest.propertyNames().stream().filter(key -> key.startsWith(PromptPin.KEY)).map(key -> key
              .substring(PromptPin.KEY.length())).toList();
      throw AthanorException.user(PromptFailures.UNKNOWN, "the run " + recording.header().id()
          + " has not used the prompt \"" + name + "\"; "
          + (used.isEmpty() ? "it has used none" : "it has used "
              + String.join(", ", Nearest.to(name, used, 5))));
    }
    return new PromptDiff.Side("run " + recording.header().id(), PromptPin.CODEC.decode(pin));
  }

  /** What the project or a file has now. */
  private PromptDiff.Side side(String typed) {
    PromptLibrary library = PromptLibrary.in(invocation.project().prompts());
    if (!typed.endsWith(FILE)) {
      return new PromptDiff.Side("project", new PromptShelf(library).load(PromptName.parse(typed)).pin());
    }
    Path file = invocation.path(typed);
    if (!Files.isRegularFile(file)) {
      throw AthanorException.user(PromptFailures.UNKNOWN,
          file + " is no file; expected one that is a prompt");
    }
    String last = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(typed);
    Partials partials = library.partials();
    return new PromptDiff.Side(invocation.shown(file),
        Prompt.of(PromptName.parse(last.substring(0, last.length() - FILE
            .length())), PromptFile.read(file, invocation.shown(file)), partials).pin());
  }
}
