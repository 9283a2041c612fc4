package dev.athanor.system;

import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.ExtractOperation;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.retrieve.RetrieveOperation;
import dev.athanor.model.ModelOperation;
import dev.athanor.run.Program;
import dev.athanor.run.Runs;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.conversation.Inquiry;
import dev.athanor.system.prompted.PromptProgram;
import dev.athanor.system.rag.RagProgram;

/**
 * What answers: one program for all systems of a kind.
 *
 * @param extractive without a model
 * @param rag through a model from evidence
 * @param prompt through a model from prompts
 */
public record SystemPrograms(Program<String, Answer> extractive, Program<Inquiry, Answer> rag,
    Program<Inquiry, Answer> prompt) {
  /** The programs, over what they ask. */
  public static SystemPrograms of(RetrieveOperation retrieve, ExtractOperation extract,
      ModelOperation model) {
    Asking asking = new Asking(model);
    return new SystemPrograms(ExtractiveProgram.of(retrieve, extract), RagProgram.of(retrieve, asking),
        PromptProgram.of(
            asking));
  }

  /** Makes them known, so that runs of theirs can be driven, replayed and forked by name. */
  public Runs register(Runs runs) {
    return runs.register(extractive, rag, prompt);
  }
}
