package dev.athanor.cli.command;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Stamped;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.model.Message;
import dev.athanor.run.Recording;
import dev.athanor.system.Systems;
import dev.athanor.system.conversation.Inquiry;
import dev.athanor.system.prompted.PromptProgram;
import dev.athanor.system.rag.RagProgram;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A conversation that was begun in another run.
 *
 * @param system that was asked
 * @param history what was said up to that run's answer
 */
record Earlier(String system, List<Message> history) {
  private static final Set<String> PROGRAMS =
      Set.of(ExtractiveProgram.NAME, RagProgram.NAME, PromptProgram.NAME);

  /** The conversation up to the answer of this run. */
  static Earlier of(Recording recording) {
    String run = recording.header().id().value();
    String program = recording.header().program();
    if (!PROGRAMS.contains(program)) {
      throw AthanorException.user("run-no-chat", "run " + run + " is of the program \"" + program
          + "\", which answers no questions; choose one that does from: athanor runs");
    }
    JsonNode input = recording.header().input().value(recording.contents()::part);
    Inquiry inquiry = input.isString() ? Inquiry.of(input.asString()) : Inquiry.CODEC.decode(input);
    Answer answer = recording.entries().stream().map(Stamped::entry).filter(Entry.Ended.class::isInstance)
        .map(
            entry -> ((Entry.Ended) entry).end())
        .filter(Entry.End.Done.class::isInstance).map(end -> Answer.CODEC.decode(
            ((Entry.End.Done) end).output().value(recording.contents()::part)))
        .findFirst().orElseThrow(
            () -> AthanorException.user("run-no-chat", "run " + run
                + " has no answer to go on from; look at it with: athanor show " + run));
    JsonNode name = recording.header().manifest().value(recording.contents()::part).path(Systems.SYSTEM);
    return new Earlier(name.asString("ask"), inquiry.said(answer));
  }
}
