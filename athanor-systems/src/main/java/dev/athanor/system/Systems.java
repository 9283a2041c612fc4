package dev.athanor.system;

import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.model.Models;
import dev.athanor.prompt.Prompt;
import dev.athanor.run.Handle;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.system.conversation.Inquiry;
import dev.athanor.system.prompted.PromptProgram;
import dev.athanor.system.prompted.Questioning;
import dev.athanor.system.rag.RagProgram;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts questions to systems. All that can be checked is checked before a run begins: prompts and what they read of each other, the
 * values that they are given, the model's name and key.
 *
 * @param programs what answers
 * @param prompts where prompts are found
 * @param knowledge what is searched
 * @param defaults whom to ask, and how, where neither a system nor a prompt says so
 * @param models are looked up before a run begins
 */
public record Systems(SystemPrograms programs, PromptShelf prompts, KnowledgeUse knowledge, ModelUse defaults,
    Models models) {
  /** The pin of the system's name. */
  public static final String SYSTEM = "system";

  /** What a system would do. */
  public SystemPlan plan(String name, SystemDefinition system) {
    return SystemPlan.of(name, system, prompts, defaults);
  }

  /**
   * Starts a run that answers.
   *
   * @param plain what else the run is pinned to; the system's budget is added
   */
  public Handle<Answer> ask(Runs runs, RunId id, RunOptions plain, SystemPlan plan, Inquiry inquiry) {
    check(plan, inquiry);
    RunOptions options = pinned(plain, plan);
    return switch (plan) {
      case SystemPlan.Modelless _ -> runs.start(id, programs.extractive(), inquiry.question(), options);
      case SystemPlan.Grounded _ -> runs.start(id, programs.rag(), inquiry, options);
      case SystemPlan.Told _ -> runs.start(id, programs.prompt(), inquiry, options);
    };
  }

  /**
   * What runs of a system are pinned to, whatever they are asked.
   *
   * @param plain what else they are pinned to; the system's budget is added
   */
  public RunOptions pinned(RunOptions plain, SystemPlan plan) {
    RunOptions options = plain.pin(SYSTEM, Codec.TEXT.encode(plan.name())).within(plan.definition().budget());
    return switch (plan) {
      case SystemPlan.Modelless modelless ->
          ExtractiveProgram.pin(options, knowledge.newest().get(), knowledge
              .retrieval().get(), modelless.definition().answer());
      case SystemPlan.Grounded grounded -> pinned(grounded, options);
      case SystemPlan.Told told -> pinned(told, options);
    };
  }

  /** Checks that a system can be asked this: its prompts can be rendered, its model can be asked. */
  public void check(SystemPlan plan, Inquiry inquiry) {
    switch (plan) {
      case SystemPlan.Modelless _ -> {
      }
      case SystemPlan.Grounded grounded -> {
        RagProgram.checkInput(grounded.prompts().prompt(), inquiry);
        models.named(grounded.model().model());
      }
      case SystemPlan.Told told -> check(told, inquiry);
    }
  }

  private RunOptions pinned(SystemPlan.Grounded plan, RunOptions options) {
    SystemDefinition.Rag rag = plan.definition();
    RunOptions searched =
        RagProgram.pin(options, knowledge.newest().get(), knowledge.retrieval().get(), rag.settings(), rag
            .limits());
    return plan.prompts().pin(plan.model().pin(searched));
  }

  private void check(SystemPlan.Told plan, Inquiry inquiry) {
    ObjectNode state = Json.object();
    for (Prompt prompt : plan.inOrder()) {
      Questioning.of(prompt, inquiry, state).rendered(java.util.List.of());
      prompt.header().state().writes().forEach(name -> state.put(name, ""));
    }
    models.named(plan.model().model());
  }

  private RunOptions pinned(SystemPlan.Told plan, RunOptions options) {
    return plan.prompts()
        .pin(plan.model().pin(PromptProgram.pin(options, plan.before(), plan.definition().limits())));
  }
}
