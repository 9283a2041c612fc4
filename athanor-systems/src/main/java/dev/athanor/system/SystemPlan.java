package dev.athanor.system;

import dev.athanor.prompt.Prompt;
import dev.athanor.system.asking.ModelChoice;
import dev.athanor.system.asking.PromptChoice;
import java.util.List;
import java.util.stream.Stream;

/** A system with all that it names found and checked: what it would do, before it does anything. */
public sealed interface SystemPlan {
  /**
   * The plan of a system.
   *
   * @param prompts where prompts are found
   * @param defaults whom to ask, and how, where neither the system nor a prompt says so
   * @throws dev.athanor.error.AthanorException {@code system-wrong} if it can't work, and as prompts are found and fit together
   */
  static SystemPlan of(String name, SystemDefinition system, PromptShelf prompts, ModelUse defaults) {
    return new Planner(prompts, defaults).plan(name, system);
  }

  /** By which a project's file names it. */
  String name();

  /** What it is. */
  SystemDefinition definition();

  /** Works without a model. */
  record Modelless(String name, SystemDefinition.Extractive definition) implements SystemPlan {}

  /**
   * Searches, and answers through a model.
   *
   * @param model who is asked
   * @param prompts what it is told
   */
  record Grounded(String name, SystemDefinition.Rag definition, ModelChoice model, PromptChoice prompts)
      implements SystemPlan {}

  /**
   * Answers through a model.
   *
   * @param model who is asked
   * @param before the prompts that are asked first, in order
   * @param prompts what the model is told for the answer
   */
  record Told(String name, SystemDefinition.Prompted definition, ModelChoice model, List<Prompt> before,
      PromptChoice prompts) implements SystemPlan {
    /** Copies. */
    public Told {
      before = List.copyOf(before);
    }

    /** All prompts in the order in which they are asked. */
    public List<Prompt> inOrder() {
      return Stream.concat(before.stream(), Stream.of(prompts.prompt())).toList();
    }
  }
}
