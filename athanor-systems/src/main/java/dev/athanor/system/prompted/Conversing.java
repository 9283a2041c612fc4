package dev.athanor.system.prompted;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.Answer.Answered;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptMismatch;
import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.run.Run;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.asking.Fence;
import dev.athanor.system.asking.Heard;
import dev.athanor.system.asking.ModelChoice;
import dev.athanor.system.asking.PromptChoice;
import dev.athanor.system.asking.Question;
import dev.athanor.system.asking.Repair;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.context.FitOperation;
import dev.athanor.system.context.FitRequest;
import dev.athanor.system.context.Fitting;
import dev.athanor.system.conversation.Inquiry;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One run of {@link PromptProgram}. */
final class Conversing {
  /** The code of a run whose model gave no answer of the form that the prompt wants, also after it was told so. */
  static final String MALFORMED = "answer-malformed";

  private final Run run;
  private final Inquiry inquiry;
  private final Asking asking;
  private final ContextLimits limits;
  private final ModelChoice models;
  private final PromptChoice prompts;

  Conversing(Run run, Inquiry inquiry, Asking asking) {
    this.run = run;
    this.inquiry = inquiry;
    this.asking = asking;
    this.limits = run.pinned(PromptProgram.LIMITS, ContextLimits.CODEC);
    this.models = ModelChoice.of(run);
    this.prompts = PromptChoice.of(run);
  }

  Answer answer() {
    ObjectNode state = Json.object();
    for (Prompt prompt : PromptProgram.before(run)) {
      Said said = run.scope(prompt.name().toString().replace('/', '.'), scope -> say(scope, prompt, state));
      write(prompt, said.value(), state);
    }
    Said said = say(run, prompts.prompt(), state);
    Optional<JsonNode> value =
        prompts.prompt().header().output().json() ? Optional.of(said.value()) : Optional.empty();
    return new Answered(said.text(), Optional.empty(), Optional.empty(), List.of(), value);
  }

  /** The answer as a whole, or its members, become state. */
  private static void write(Prompt prompt, JsonNode answer, ObjectNode state) {
    List<String> names = prompt.header().state().writes();
    if (names.size() == 1) {
      state.set(names.getFirst(), answer);
    } else {
      names.forEach(name -> state.set(name, answer.path(name)));
    }
  }

  /** An answer as it was given, and as what the prompt wants it to be. */
  private record Said(String text, JsonNode value) {}

  private Said say(Run scope, Prompt prompt, ObjectNode state) {
    Questioning questioning = Questioning.of(prompt, inquiry, state);
    RenderedPrompt bare = questioning.rendered(List.of());
    Fitting fitting = scope.step("fit", new FitOperation(),
        new FitRequest(limits, bare.messages(), bare.output(), List.of(),
            inquiry.history()));
    RenderedPrompt rendered =
        questioning.rendered(inquiry.history().subList(inquiry.history().size() - fitting.turns(),
            inquiry.history().size()));
    List<Message> messages = rendered.messages();
    Question question = new Question(models, limits, rendered);
    Heard first = asking.ask(scope, "answer", question, messages);
    return switch (read(prompt, first.response())) {
      case Reading.Good(Said said) -> said;
      case Reading.Bad(String problem) -> {
        List<Message> told = Repair.messages(messages, first.response(), prompts.repair(), List.of(problem));
        ModelResponse second = asking.ask(scope, "repair", question.to(first.models()), told).response();
        yield switch (read(prompt, second)) {
          case Reading.Good(Said said) -> said;
          case Reading.Bad(String still) -> throw malformed(still);
        };
      }
    };
  }

  private static AthanorException malformed(String problem) {
    return new AthanorException(MALFORMED, Category.PROVIDER, false,
        "the model gave no usable answer, also after it was told"
            + " what was wrong: " + problem
            + "; ask another model, or make the prompt's output schema simpler");
  }

  private Reading read(Prompt prompt, ModelResponse response) {
    String text = response.text();
    if (response.finish() == FinishReason.LENGTH) {
      return new Reading.Bad(Repair.cutOff(limits));
    }
    if (text.isBlank()) {
      return new Reading.Bad("the answer is empty");
    }
    if (!prompt.header().output().json()) {
      return new Reading.Good(new Said(text.strip(), Codec.TEXT.encode(text.strip())));
    }
    try {
      String json = Fence.open(text);
      return new Reading.Good(new Said(json.strip(), prompt.read(json)));
    } catch (PromptMismatch mismatch) {
      return new Reading.Bad(String.valueOf(mismatch.getMessage()));
    }
  }

  /** What an answer is worth. */
  private sealed interface Reading {
    /** It is what the prompt wants. */
    record Good(Said said) implements Reading {}

    /** It is not. */
    record Bad(String problem) implements Reading {}
  }
}
