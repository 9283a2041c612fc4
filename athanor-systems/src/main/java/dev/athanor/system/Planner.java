package dev.athanor.system;

import dev.athanor.error.AthanorException;
import dev.athanor.model.ModelName;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.graph.DependencyGraph;
import dev.athanor.system.asking.ModelChoice;
import dev.athanor.system.asking.PromptChoice;
import dev.athanor.system.rag.RagProgram;
import dev.athanor.system.shipped.ShippedPrompts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Finds all that a system names, and checks that it fits together.
 *
 * @param prompts where prompts are found
 * @param defaults whom to ask where nobody else says so
 */
record Planner(PromptShelf prompts, ModelUse defaults) {
  /** The code of a system that can't work as it is defined. */
  static final String WRONG = "system-wrong";

  SystemPlan plan(String name, SystemDefinition system) {
    return switch (system) {
      case SystemDefinition.Extractive extractive -> new SystemPlan.Modelless(name, extractive);
      case SystemDefinition.Rag rag -> grounded(name, rag);
      case SystemDefinition.Prompted prompted -> told(name, prompted);
    };
  }

  private SystemPlan grounded(String name, SystemDefinition.Rag rag) {
    List<PromptName> own = rag.prompts().prompts();
    if (own.size() > 1) {
      throw wrong(name, "a system of kind rag has one prompt, and this one has " + own.size()
          + "; keep the one that is given question and evidence");
    }
    PromptName shipped = rag.settings().quotes() ? ShippedPrompts.RAG_QUOTES : ShippedPrompts.RAG;
    PromptChoice choice = choice(name, own.isEmpty() ? shipped : own.getFirst(), rag.prompts());
    RagProgram.check(choice.prompt(), rag.settings());
    return new SystemPlan.Grounded(name, rag, model(name, rag.model(), choice.prompt()), choice);
  }

  private SystemPlan told(String name, SystemDefinition.Prompted prompted) {
    List<PromptName> own = prompted.prompts().prompts();
    PromptChoice choice =
        choice(name, own.isEmpty() ? ShippedPrompts.CHAT : own.getLast(), prompted.prompts());
    List<Prompt> before = new ArrayList<>();
    for (PromptName each : own.isEmpty() ? own : own.subList(0, own.size() - 1)) {
      before.add(toolless(name, prompts.load(each)));
    }
    List<Prompt> all = new ArrayList<>(before);
    all.add(choice.prompt());
    List<String> order = DependencyGraph.of(all, Set.of()).order();
    before.sort(Comparator.comparingInt(prompt -> order.indexOf(prompt.name().toString())));
    before.forEach(prompt -> needsNothingOf(name, prompt, choice.prompt()));
    return new SystemPlan.Told(name, prompted, model(name, prompted.model(), choice.prompt()), before,
        choice);
  }

  private PromptChoice choice(String system, PromptName prompt, PromptUse use) {
    return new PromptChoice(toolless(system, prompts.load(prompt)), prompts.load(use.repair().orElse(
        ShippedPrompts.REPAIR)));
  }

  private static Prompt toolless(String system, Prompt prompt) {
    if (!prompt.header().tools().names().isEmpty() || !prompt.header().tools().definitions().isEmpty()) {
      throw wrong(system, "its prompt " + prompt.name()
          + " has tools, and systems of this kind call none; take them out of the prompt");
    }
    return prompt;
  }

  private static void needsNothingOf(String system, Prompt prompt, Prompt last) {
    prompt.header().state().reads().stream()
        .filter(read -> !read.optional() && last.header().state().writes().contains(
            read.name()))
        .findFirst().ifPresent(read -> {
          throw wrong(system, "the prompt " + prompt.name() + " reads the state \"" + read.name()
              + "\", which the last prompt, " + last.name()
              + ", writes; the last one in \"prompts\" answers, so name "
              + prompt.name() + " last, or let it read \"" + read.name() + "?\"");
        });
  }

  private ModelChoice model(String system, ModelUse use, Prompt prompt) {
    ModelName model =
        use.model().or(() -> prompt.header().model().map(ModelName::parse)).or(defaults::model).orElseThrow(
            () -> wrong(system,
                "nobody says which model it asks; add one to the system, such as model: openai:gpt-5-mini,"
                    + " to the front matter of the prompt " + prompt.name()
                    + ", or to the project under models.default"));
    List<ModelName> fallback = use.fallback().isEmpty() ? defaults.fallback() : use.fallback();
    return new ModelChoice(model, fallback.stream().filter(each -> !each.equals(model)).toList(),
        use.settings(), defaults
            .settings());
  }

  private static AthanorException wrong(String system, String what) {
    return AthanorException.user(WRONG, "the system \"" + system + "\" can't work: " + what);
  }
}
