package dev.athanor.system;

import dev.athanor.journal.Budget;
import dev.athanor.knowledge.answer.AnswerSettings;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.rag.RagSettings;

/** What a system is. A project's file says so, or code does. */
public sealed interface SystemDefinition {
  /** What one run may spend at most. */
  Budget budget();

  /** By which a project's file names its kind. */
  String kind();

  /**
   * Answers with sentences of the documents, without a model.
   *
   * @param answer how
   */
  record Extractive(AnswerSettings answer, Budget budget) implements SystemDefinition {
    /** What a user gets who says nothing. */
    public static final Extractive STANDARD = new Extractive(AnswerSettings.STANDARD, Budget.UNLIMITED);

    @Override
    public String kind() {
      return "extractive";
    }
  }

  /**
   * Answers through a model from numbered evidence.
   *
   * @param model who is asked
   * @param prompts one at most
   * @param settings what counts as evidence
   * @param limits how much the model reads and writes
   */
  record Rag(ModelUse model, PromptUse prompts, RagSettings settings, ContextLimits limits, Budget budget)
      implements SystemDefinition {
    /** A model with everything else as it is for a user who says nothing. */
    public static Rag of(ModelUse model) {
      return new Rag(model, PromptUse.SHIPPED, RagSettings.STANDARD, ContextLimits.STANDARD,
          Budget.UNLIMITED);
    }

    @Override
    public String kind() {
      return "rag";
    }
  }

  /**
   * Answers through a model from prompts.
   *
   * @param model who is asked
   * @param prompts the last one answers
   * @param limits how much the model reads and writes
   */
  record Prompted(ModelUse model, PromptUse prompts, ContextLimits limits, Budget budget)
      implements SystemDefinition {
    /** A model and prompts with everything else as it is for a user who says nothing. */
    public static Prompted of(ModelUse model, PromptUse prompts) {
      return new Prompted(model, prompts, ContextLimits.STANDARD, Budget.UNLIMITED);
    }

    @Override
    public String kind() {
      return "prompt";
    }
  }
}
