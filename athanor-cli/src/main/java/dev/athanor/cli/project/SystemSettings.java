package dev.athanor.cli.project;

import dev.athanor.knowledge.answer.AnswerSettings;

/** How a system works. */
public sealed interface SystemSettings {
  /** Answers with sentences of the documents, without a model. */
  record Extractive(AnswerSettings answer) implements SystemSettings {}
}
