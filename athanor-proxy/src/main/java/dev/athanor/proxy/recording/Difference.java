package dev.athanor.proxy.recording;

import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.run.Divergence;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.protocol.Endpoint;
import dev.athanor.simulator.protocol.Misunderstood;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One thing in which two requests differ.
 *
 * @param where in the words of a conversation if it is one, else by a JSON Pointer
 * @param recorded what the record has; empty if it has nothing there
 * @param asked what was asked now
 */
public record Difference(String where, String recorded, String asked) {
  /** All in which they differ; empty if they are the same. */
  public static List<Difference> between(Asked then, Asked now) {
    Asked recorded = ordered(then);
    Asked asked = ordered(now);
    List<Difference> found = new ArrayList<>();
    add("the path", recorded.line(), asked.line(), found);
    add("the headers", recorded.headers().toString(), asked.headers().toString(), found);
    Optional<Question> first = question(recorded);
    Optional<Question> second = question(asked);
    if (first.isPresent() && second.isPresent()) {
      conversation(first.get(), second.get(), found);
    }
    if (found.isEmpty()) {
      Divergence.between(body(recorded), body(asked)).forEach(one -> found.add(new Difference(one.pointer()
          .isEmpty() ? "the body" : one.pointer(), one.expected(), one.actual())));
    }
    return found;
  }

  /** As it would be read from the record: the order of members in a body makes no difference. */
  private static Asked ordered(Asked asked) {
    return Asked.CODEC.decode(Merkle.of(Asked.CODEC.encode(asked)).join());
  }

  private static JsonNode body(Asked asked) {
    return asked.body().json().orElseGet(() -> Json.MAPPER.valueToTree(asked.body()));
  }

  /** What a model is asked, if that is what the request does and it can be read. */
  public static Optional<Question> question(Asked asked) {
    Optional<JsonNode> body = asked.body().json();
    if (body.isPresent() && asked.endpoint().orElse(null) instanceof Endpoint.Chat chat) {
      try {
        return Optional.of(chat.question(body.get()));
      } catch (Misunderstood e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void conversation(Question then, Question now, List<Difference> found) {
    add("the model", then.model(), now.model(), found);
    for (int i = 0; i < Math.max(then.messages().size(), now.messages().size()); i++) {
      String one = i < then.messages().size() ? text(then.messages().get(i)) : "";
      String other = i < now.messages().size() ? text(now.messages().get(i)) : "";
      Message message = i < now.messages().size() ? now.messages().get(i) : then.messages().get(i);
      add("message " + (i + 1) + " (" + message.role().name().toLowerCase(Locale.ROOT) + ")", one, other,
          found);
    }
    add("the tools", tools(then), tools(now), found);
    add("the form of the answer", then.output().toString(), now.output().toString(), found);
  }

  private static String tools(Question question) {
    return question.tools().stream().map(tool -> tool.name() + " " + tool.description() + " " + tool
        .parameters()).collect(Collectors.joining("\n"));
  }

  /** A message in one text. */
  public static String text(Message message) {
    return message.parts().stream().map(Difference::text).collect(Collectors.joining("\n"));
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Text(var text) -> text;
      case Part.Reasoning reasoning -> "(thought) " + reasoning.text();
      case Part.ToolCall call -> call.name() + "(" + call.arguments() + ")";
      case Part.ToolResult result -> (result.failed() ? "(failed) " : "") + result.content().stream().map(
          Difference::text).collect(Collectors.joining("\n"));
      case Part.Linked linked -> "(" + linked.mediaType() + ") " + linked.uri();
      case Part.Stored stored -> "(" + stored.file().mediaType() + ") " + stored.file().hash().brief();
      case Part.Raw raw -> "(" + raw.kind() + ") " + raw.value();
    };
  }

  private static void add(String where, String recorded, String asked, List<Difference> found) {
    if (!recorded.equals(asked)) {
      Excerpt excerpt = Excerpt.of(recorded, asked);
      found.add(new Difference(where, excerpt.one(), excerpt.other()));
    }
  }
}
