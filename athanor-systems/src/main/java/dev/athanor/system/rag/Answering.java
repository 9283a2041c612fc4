package dev.athanor.system.rag;

import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.Answer.Abstained;
import dev.athanor.knowledge.answer.Answer.Answered;
import dev.athanor.knowledge.answer.Answer.Reason;
import dev.athanor.knowledge.answer.Citation;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Role;
import dev.athanor.prompt.PromptMismatch;
import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.run.Operation;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.asking.Heard;
import dev.athanor.system.asking.ModelChoice;
import dev.athanor.system.asking.PromptChoice;
import dev.athanor.system.asking.Question;
import dev.athanor.system.asking.Repair;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.context.FitOperation;
import dev.athanor.system.context.FitRequest;
import dev.athanor.system.context.Fitting;
import dev.athanor.system.context.Offer;
import dev.athanor.system.conversation.Inquiry;
import java.util.List;
import java.util.Locale;

/** One run of {@link RagProgram}. */
final class Answering {
  private static final int NEAREST = 2;

  private final Run run;
  private final Inquiry inquiry;
  private final Asking asking;
  private final RagSettings settings;
  private final ContextLimits limits;
  private final ModelChoice models;
  private final PromptChoice prompts;

  Answering(Run run, Inquiry inquiry, Asking asking) {
    this.run = run;
    this.inquiry = inquiry;
    this.asking = asking;
    this.settings = run.pinned(RagProgram.RAG, RagSettings.CODEC);
    this.limits = run.pinned(RagProgram.LIMITS, ContextLimits.CODEC);
    this.models = ModelChoice.of(run);
    this.prompts = PromptChoice.of(run);
  }

  Answer answer(Operation<RetrieveRequest, Retrieval> retrieve) {
    SnapshotName snapshot = run.pinned(ExtractiveProgram.SNAPSHOT, RagProgram.SNAPSHOT);
    Retrieval found = run.step("retrieve", retrieve, new RetrieveRequest(snapshot, query(), run.pinned(
        ExtractiveProgram.RETRIEVAL, RetrievalSettings.CODEC)).as(ExtractiveProgram.asking(run)));
    if (found.hits().isEmpty()) {
      return Abstained.because(Reason.NOTHING_FOUND, "Snapshot " + snapshot
          + " has no passage for this question; ask in other words, or sync documents that say something about it.",
          List.of());
    }
    List<Offer> offers = found.hits().stream().map(this::offer).toList();
    if (offers.stream().allMatch(each -> each.unfit().isPresent())) {
      return Abstained.because(Reason.WEAK_EVIDENCE, "Nothing that was found is about this: "
          + offers.getFirst().unfit().orElseThrow()
          + "; ask in other words, sync documents that say something about it, or lower minimumSimilarity.",
          List.of());
    }
    return fromEvidence(offers);
  }

  /** A question that follows another is mostly not understood without it. */
  private String query() {
    return inquiry.history().reversed().stream().filter(message -> message.role() == Role.USER).findFirst()
        .map(
            before -> before.text() + "\n" + inquiry.question())
        .orElse(inquiry.question());
  }

  private Offer offer(Hit hit) {
    double similarity = hit.score().dense().map(part -> part.raw()).orElse(1.0);
    return similarity >= settings.minimumSimilarity() ? Offer.of(hit)
        : Offer.of(hit).unfit(String.format(Locale.ROOT,
            "its similarity to the question is %.2f, less than the %.2f asked for", similarity, settings
                .minimumSimilarity()));
  }

  private Answer fromEvidence(List<Offer> offers) {
    RenderedPrompt bare = rendered(List.of(), List.of());
    Fitting fitting =
        run.step("fit", new FitOperation(), new FitRequest(limits, bare.messages(), bare.output(), offers,
            inquiry.history()));
    List<Evidence> evidence = Evidence.of(offers, fitting);
    if (evidence.isEmpty()) {
      throw new StepFailed(FitOperation.NO_ROOM,
          "no piece of evidence fits: of " + fitting.limit() + " tokens "
              + fitting.used() + " are used, and the smallest piece has "
              + fitting.leftOut().stream().mapToInt(
                  Fitting.LeftOut::tokens).min().orElse(0)
              + "; raise limits.context if the model reads more",
          false);
    }
    List<Message> history =
        inquiry.history().subList(inquiry.history().size() - fitting.turns(), inquiry.history()
            .size());
    return ask(rendered(evidence, history), evidence);
  }

  private RenderedPrompt rendered(List<Evidence> evidence, List<Message> history) {
    return RagPrompt.rendered(prompts.prompt(), inquiry, evidence, history);
  }

  private Answer ask(RenderedPrompt rendered, List<Evidence> evidence) {
    Question question = new Question(models, limits, rendered);
    Heard first = asking.ask(run, "answer", question, rendered.messages());
    Heard last = first;
    Verdict verdict = judge(first.response(), evidence);
    if (verdict instanceof Verdict.Wrong(List<String> problems)) {
      List<Message> told = Repair.messages(rendered.messages(), first.response(), prompts.repair(), problems);
      last = asking.ask(run, "repair", question.to(first.models()), told);
      verdict = judge(last.response(), evidence);
    }
    return answer(verdict, last, evidence);
  }

  private Answer answer(Verdict verdict, Heard last, List<Evidence> evidence) {
    return switch (verdict) {
      case Verdict.Borne(String text, List<Citation> citations) -> Answered.written(text, citations);
      case Verdict.Unanswerable(String missing) -> Abstained.because(Reason.NOT_IN_EVIDENCE,
          "The model finds no answer in the "
              + (evidence.size() == 1 ? "one passage" : evidence.size() + " passages") + " that it was shown"
              + (missing.isBlank() ? "" : ": " + missing.replaceAll("[.\\s]+$", ""))
              + "; ask in other words, or sync documents that say something about it.",
          nearest(evidence));
      case Verdict.Wrong(List<String> problems) -> Abstained.because(Reason.UNSUPPORTED,
          "The model's answer is not borne out by the evidence, also after it was told so: "
              + String.join("; ", problems)
              + ". What it said: athanor show --step " + (last.step().endsWith("]") ? "'" + last.step() + "'"
                  : last.step())
              + Abstained.RUN,
          nearest(evidence));
    };
  }

  private List<Citation> nearest(List<Evidence> evidence) {
    return evidence.stream().limit(NEAREST)
        .map(each -> Citation.of(each.place(), Support.sentence(each, inquiry
            .question()), each.number()))
        .toList();
  }

  private Verdict judge(ModelResponse response, List<Evidence> evidence) {
    if (response.finish() == FinishReason.LENGTH) {
      return new Verdict.Wrong(List.of(Repair.cutOff(limits)));
    }
    try {
      Reply reply = Reply.read(prompts.prompt(), response.text());
      if (!reply.answerable()) {
        return new Verdict.Unanswerable(reply.text());
      }
      CitationCheck check = CitationCheck.of(reply, evidence, settings);
      return check.problems().isEmpty() ? new Verdict.Borne(reply.text(), check.citations())
          : new Verdict.Wrong(check.problems());
    } catch (PromptMismatch mismatch) {
      return new Verdict.Wrong(List.of(String.valueOf(mismatch.getMessage())));
    }
  }

  /** What an answer is worth. */
  private sealed interface Verdict {
    /** It stands in the evidence. */
    record Borne(String text, List<Citation> citations) implements Verdict {}

    /** The model says that the evidence does not answer. */
    record Unanswerable(String missing) implements Verdict {}

    /** It can't be used. */
    record Wrong(List<String> problems) implements Verdict {}
  }
}
