package dev.athanor.run;

import dev.athanor.journal.Failure;
import tools.jackson.databind.JsonNode;

/** What a person says about a write that may have happened. */
public sealed interface Settlement {
  /** It happened, and this was the response. */
  record Happened(JsonNode response) implements Settlement {}

  /** It did not happen: it is done now. */
  record NotHappened() implements Settlement {}

  /** It did not happen, and is not to be done: the step fails. */
  record GivenUp(Failure failure) implements Settlement {}
}
