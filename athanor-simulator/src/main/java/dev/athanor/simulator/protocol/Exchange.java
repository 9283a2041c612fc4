package dev.athanor.simulator.protocol;

import dev.athanor.model.Part;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Reply;
import dev.athanor.simulator.answer.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question with its answer, ready to be written.
 *
 * @param question what was asked
 * @param answer what it gets
 * @param draw whence names come
 * @param at when
 */
public record Exchange(Question question, Reply.Answer answer, Draw draw, Instant at) {
  /** What it took. */
  Usage usage() {
    return Tokens.usage(question, answer);
  }

  /** The parts of the answer; tool calls without a name of their own get one with that prefix. */
  List<Part> parts(String prefix) {
    List<Part> named = new ArrayList<>();
    for (Part part : answer.parts()) {
      named.add(part instanceof Part.ToolCall call && call.id().isEmpty()
          ? new Part.ToolCall(prefix + draw.id("call " + named.size(), 24), call.name(), call.arguments())
          : part);
    }
    return named;
  }

  /** The parts of one kind. */
  static <P extends Part> List<P> only(Class<P> kind, List<Part> parts) {
    return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** A count that is known, or nothing. */
  static long known(Optional<Long> count) {
    return count.orElse(0L);
  }
}
