package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.provider.EmbedderTarget;
import dev.athanor.promptfoo.provider.Rendering;
import dev.athanor.promptfoo.provider.Target;
import dev.athanor.promptfoo.template.Script;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads who judges an assertion, who makes vectors for it, and what a judge is asked.
 *
 * @param folder of the suite
 * @param providers reads whom they mean
 * @param judge who judges where the suite does not say it
 */
record JudgeReader(SuiteFolder folder, ProviderReader providers, Optional<String> judge) {
  private static final List<String> KINDS = List.of("text", "embedding", "classification", "moderation");

  private static final List<String> OWN = List.of("llm-rubric", "select-best");

  /** What is said for this kind, of an assertion or of its test; one provider for each kind may be named. */
  private static Optional<JsonNode> said(JsonNode written, ObjectNode options, String kind) {
    JsonNode said = written.hasNonNull("provider") ? written.get("provider") : options.path("provider");
    boolean kinds = said.isObject() && !said.has("id") && KINDS.stream().anyMatch(said::has);
    JsonNode named = kinds ? said.path(kind) : said;
    return named.isMissingNode() || named.isNull() ? Optional.empty() : Optional.of(named);
  }

  Optional<JsonNode> judge(JsonNode written, ObjectNode options) {
    return said(written, options, "text").or(() -> judge.map(Script::of)).map(each -> {
      Target target = providers.provider(each).target();
      if (!(target instanceof Target.OfModel)) {
        throw AthanorException.user("suite-assertion", "the judge " + Json.abbreviate(each.toString(), 80)
            + " is no model");
      }
      return Target.CODEC.encode(target);
    });
  }

  /** Empty for the embedder of this process. */
  Optional<JsonNode> embedder(JsonNode written, ObjectNode options) {
    return said(written, options, "embedding").map(providers::embedder).map(EmbedderTarget.CODEC::encode);
  }

  /** The suite's own question, of the types that have it here. */
  Optional<String> question(One assertion, JsonNode written, ObjectNode options) {
    JsonNode said =
        written.hasNonNull("rubricPrompt") ? written.get("rubricPrompt") : options.path("rubricPrompt");
    if (said.isMissingNode() || said.isNull() || (said.isContainer() && said.isEmpty())) {
      return Optional.empty();
    }
    if (!OWN.contains(assertion.type())) {
      throw AthanorException.user("suite-assertion", "\"" + assertion.written()
          + "\" is judged with a rubricPrompt of the suite's own, which only llm-rubric and select-best can have"
          + " here");
    }
    String question = said.isString() && SuiteFolder.names(said.stringValue())
        ? folder.text(folder.one(said.stringValue()))
        : said.isString() ? said.stringValue() : Script.json(said);
    Rendering.check(question);
    return Optional.of(question);
  }
}
