package dev.athanor.cli.command;

import dev.athanor.cli.view.PromptJson;
import dev.athanor.cli.view.PromptText;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import dev.athanor.system.PromptShelf;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code athanor prompts show}. */
@Command(name = "show", sortOptions = false, description = {
    "Show a prompt: its version, what it is given, what it answers, what it depends on, and its text."})
final class PromptsShowCommand implements Callable<Integer> {
  /** How the help of every command explains a prompt's name. */
  static final String NAME = "The prompt: NAME, FOLDER/NAME, or NAME.VARIANT.";

  private final Invocation invocation;

  @Parameters(paramLabel = "NAME", description = NAME)
  private String name = "";

  PromptsShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Prompt prompt =
        new PromptShelf(PromptLibrary.in(invocation.project().prompts())).load(PromptName.parse(name));
    if (invocation.json()) {
      invocation.json(PromptJson.whole(prompt));
    } else {
      invocation.screen().result(PromptText.lines(prompt, invocation.screen()));
    }
    return ExitCode.OK.number();
  }
}
