package dev.athanor.promptfoo.template;

import tools.jackson.databind.JsonNode;

/** Something that has a value where a template is rendered. */
@FunctionalInterface
interface Expression {
  /** The value; a missing node where JavaScript has undefined. */
  JsonNode value(Scope scope);
}
