package dev.athanor.system.rag;

import dev.athanor.json.Codec;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.prompt.Prompt;
import dev.athanor.run.Operation;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.conversation.Inquiry;

/**
 * Answers a question through a model from numbered evidence. Its steps: {@code retrieve}, {@code fit} (what goes to the model, and
 * what does not), {@code answer}, and {@code repair} if the answer's citations don't hold. What it is pinned to decides everything
 * beside the inquiry: the snapshot and how it is searched as {@link ExtractiveProgram}, {@value #RAG}, {@value #LIMITS}, the
 * {@linkplain dev.athanor.system.asking.ModelChoice models} and the {@linkplain dev.athanor.system.asking.PromptChoice prompts}.
 */
public final class RagProgram {
  /** By which a journal's runs find it again. */
  public static final String NAME = "rag";
  /** The pin of the {@link RagSettings}. */
  public static final String RAG = "rag";
  /** The pin of the {@link ContextLimits}. */
  public static final String LIMITS = "limits";

  static final Codec<SnapshotName> SNAPSHOT = Codec.of(SnapshotName.class);

  private RagProgram() {}

  /**
   * The program.
   *
   * @param retrieve searches
   * @param asking asks models
   */
  public static Program<Inquiry, Answer> of(Operation<RetrieveRequest, Retrieval> retrieve, Asking asking) {
    return new Program<>(NAME, Inquiry.CODEC, Answer.CODEC,
        (run, inquiry) -> new Answering(run, inquiry, asking)
            .answer(retrieve));
  }

  /** Pins a run to what is searched, how, and what an answer has to show for itself. */
  public static RunOptions pin(RunOptions options, SnapshotName snapshot, RetrievalSettings retrieval,
      RagSettings settings, ContextLimits limits) {
    return options.pin(ExtractiveProgram.SNAPSHOT, SNAPSHOT.encode(snapshot)).pin(ExtractiveProgram.RETRIEVAL,
        RetrievalSettings.CODEC.encode(retrieval)).pin(RAG, RagSettings.CODEC.encode(settings)).pin(LIMITS,
            ContextLimits.CODEC.encode(limits));
  }

  /**
   * Checks that a prompt wants an answer of the form that is needed.
   *
   * @throws dev.athanor.error.AthanorException with the place in the prompt's file
   */
  public static void check(Prompt prompt, RagSettings settings) {
    RagPrompt.check(prompt, settings);
  }

  /**
   * Checks that a prompt takes what it will be given.
   *
   * @throws dev.athanor.prompt.PromptMismatch if it does not
   */
  public static void checkInput(Prompt prompt, Inquiry inquiry) {
    RagPrompt.checkInput(prompt, inquiry);
  }
}
