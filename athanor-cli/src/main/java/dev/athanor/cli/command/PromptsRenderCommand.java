package dev.athanor.cli.command;

import dev.athanor.cli.view.PromptJson;
import dev.athanor.cli.view.PromptText;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptInput;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.system.PromptShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor prompts render}. */
@Command(name = "render", sortOptions = false, description = {
    "Fill in a prompt and show what a model would be told. No model is asked."},
    footer = {"", "Example: athanor prompts render greet name=Ada",
        "         athanor prompts render greet --input '{\"name\":\"Ada\"}'"})
final class PromptsRenderCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "NAME", description = PromptsShowCommand.NAME)
  private String name = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY=VALUE", description = {
      "A variable. A value that is JSON is taken as JSON, unless the prompt declares it as text."})
  private List<String> variables = new ArrayList<>();

  @Option(names = "--input", paramLabel = "JSON", description = "All variables as one JSON object.")
  private @Nullable String input;

  @Option(names = "--state", paramLabel = "KEY=VALUE",
      description = "What the prompt reads of the shared state. May be repeated.")
  private List<String> state = new ArrayList<>();

  PromptsRenderCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Prompt prompt =
        new PromptShelf(PromptLibrary.in(invocation.project().prompts())).load(PromptName.parse(name));
    ObjectNode given = object();
    given.setAll(Values.read("the variable", variables, Values.declared(prompt)));
    ObjectNode shared = Values.read("--state", state, Json.object());
    PromptInput all = PromptInput.of(given).withState(shared);
    List<String> missing = prompt.missingState(all);
    if (!missing.isEmpty()) {
      throw AthanorException.user(PromptFailures.INPUT, "the prompt " + name + " reads the shared state "
          + String.join(", ", missing) + "; give it with: --state " + missing.getFirst() + "=VALUE");
    }
    RenderedPrompt rendered = prompt.render(all);
    if (invocation.json()) {
      invocation.json(PromptJson.rendered(rendered));
    } else {
      invocation.screen().result(PromptText.rendered(rendered, invocation.screen()));
    }
    return ExitCode.OK.number();
  }

  private ObjectNode object() {
    if (input == null) {
      return Json.object();
    }
    if (Values.json(input) instanceof ObjectNode object) {
      return object;
    }
    throw AthanorException.user(PromptFailures.INPUT, "--input is " + input
        + "; expected a JSON object, such as '{\"name\":\"Ada\"}'");
  }
}
