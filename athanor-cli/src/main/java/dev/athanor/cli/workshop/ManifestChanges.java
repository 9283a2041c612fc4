package dev.athanor.cli.workshop;

import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.retrieve.RerankSettings;
import dev.athanor.model.ModelName;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.PromptPin;
import dev.athanor.run.Fork;
import dev.athanor.system.asking.ModelChoice;
import dev.athanor.system.asking.PromptChoice;
import dev.athanor.system.rag.RagProgram;
import dev.athanor.system.rag.RagSettings;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Changes of what a run is pinned to, as {@code --set} and the arms of an evaluation name them.
 *
 * @param workshop where prompts and models are found
 * @param manifest what the run is pinned to
 */
public record ManifestChanges(Workshop workshop, JsonNode manifest) {
  private static final String RERANKER_MODEL = "retrieval.reranker.model";
  private static final String RERANKER_TOKENIZER = "retrieval.reranker.tokenizer";
  private static final Set<String> RERANKER_FILES = Set.of(RERANKER_MODEL, RERANKER_TOKENIZER);
  private static final Set<String> PROMPTS = Set.of(PromptChoice.PROMPT, PromptChoice.REPAIR);

  /** The fork with one more change. */
  public Fork set(Fork fork, String key, String text) {
    if (PROMPTS.contains(key) && manifest.path(key).isString()) {
      return prompt(fork, key, text);
    }
    if (key.equals(ModelChoice.MODEL) && manifest.path(key).isString()) {
      workshop.check(ModelName.parse(text));
    }
    JsonNode value = value(key, text);
    if (key.equals(ExtractiveProgram.PRINCIPALS)) {
      // Nobody becomes the operator by this.
      Principals.of(value.valueStream().map(name -> name.asString("")).toList());
    }
    Fork changed = fork.set(key, value);
    return RERANKER_FILES.contains(key) ? reranker(changed) : changed;
  }

  /** A reranker's files come with the version that they have now. */
  private Fork reranker(Fork fork) {
    RerankSettings before = RerankSettings.CODEC.decode(manifest.at("/retrieval/reranker"));
    RerankSettings named = new RerankSettings(set(fork, RERANKER_MODEL).orElse(before.model()),
        set(fork, RERANKER_TOKENIZER).orElse(before.tokenizer()), before.candidates());
    return fork.set("retrieval.reranker.version",
        Codec.TEXT.encode(workshop.pinned(named).version().orElseThrow()));
  }

  private static Optional<String> set(Fork fork, String key) {
    return Optional.ofNullable(fork.set().get(key)).map(Codec.TEXT::decode);
  }

  /** A prompt comes with its content: the project's as it is now. */
  private Fork prompt(Fork fork, String key, String name) {
    Prompt prompt = workshop.prompts().load(PromptName.parse(name));
    JsonNode rag = manifest.path(RagProgram.RAG);
    if (key.equals(PromptChoice.PROMPT) && rag.isObject()) {
      RagProgram.check(prompt, RagSettings.CODEC.decode(rag));
    }
    PromptPin pin = prompt.pin();
    return fork.set(key, Codec.TEXT.encode(name)).pin(pin.key(), PromptPin.CODEC.encode(pin));
  }

  /** A value of the kind that the setting has: what looks like JSON is JSON, the rest is text. */
  private JsonNode value(String key, String text) {
    JsonNode before = manifest.at("/" + key.replace('.', '/'));
    JsonNode after = before.isString() ? Codec.TEXT.encode(text) : json(text);
    if (!before.isMissingNode() && !before.isNull() && before.getNodeType() != after.getNodeType()) {
      throw AthanorException.user("setting-type",
          key + " is set to " + text + ", but the run has " + before
              + " there; expected a value of the same kind");
    }
    return after;
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return Codec.TEXT.encode(text);
    }
  }
}
