package dev.athanor.bench.storage;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plays a recorded conversation again as a program: the model, the tools and the user answer as they did then. */
final class Agent {
  private static final Set<String> READING = Set.of("get_reservation_details", "get_user_details",
      "search_direct_flight", "search_onestop_flight", "list_all_airports");
  private static final Set<String> PURE = Set.of("calculate", "think");

  private final Conversation conversation;

  Agent(Conversation conversation) {
    this.conversation = conversation;
  }

  /** The program; its output says how many messages there were. */
  Program<String, Integer> program() {
    return new Program<>("tau-bench", Codec.TEXT, Codec.of(Integer.class), (run, _) -> converse(run));
  }

  private int converse(Run run) {
    List<JsonNode> messages = new ArrayList<>();
    messages.add(conversation.messages().getFirst());
    while (messages.size() < conversation.messages().size()) {
      messages.add(switch (conversation.role(messages.size())) {
        case "assistant" -> run.step("chat", chat(messages.size()), request(messages));
        case "tool" -> run.step("tool", tool(messages.size()), call(messages.getLast()));
        case "user" -> run.step("user", user(messages.size()), Json.MAPPER.valueToTree(messages.size()));
        case String role ->
            throw new IllegalArgumentException(conversation.name() + " has a message of \"" + role
                + "\" where assistant, tool or user was expected");
      });
    }
    return messages.size();
  }

  /** What a model is asked: all messages so far. */
  static JsonNode request(List<JsonNode> messages) {
    ObjectNode request = Json.object().put("model", "gpt-4o").put("temperature", 0);
    messages.forEach(request.putArray("messages")::add);
    return request;
  }

  private static JsonNode call(JsonNode assistant) {
    return assistant.get("tool_calls").get(0).get("function");
  }

  private Recorded chat(int at) {
    return new Recorded("chat", Effect.SAMPLED, conversation.messages().get(at));
  }

  private Recorded user(int at) {
    return new Recorded("user", Effect.READ, conversation.messages().get(at));
  }

  private Recorded tool(int at) {
    JsonNode answer = conversation.messages().get(at);
    String tool = answer.get("name").stringValue();
    Effect effect = PURE.contains(tool) ? Effect.PURE : READING.contains(tool) ? Effect.READ : Effect.WRITE;
    return new Recorded(tool, effect, answer);
  }

  /**
   * An operation that answers as it did then.
   *
   * @param name of the operation
   * @param effect of it
   * @param answer what it answered
   */
  private record Recorded(String name, Effect effect, JsonNode answer)
      implements Operation<JsonNode, JsonNode> {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public Codec<JsonNode> request() {
      return Codec.JSON;
    }

    @Override
    public Codec<JsonNode> response() {
      return Codec.JSON;
    }

    @Override
    public JsonNode live(JsonNode request, Attempt attempt) {
      return answer;
    }
  }
}
