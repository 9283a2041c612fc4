package dev.athanor.bench.storage;

import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A recorded conversation of an agent, in the message format of OpenAI's chat API.
 *
 * @param name task and trial
 * @param messages all of them, from the system's to the last
 */
record Conversation(String name, List<JsonNode> messages) {
  Conversation {
    messages = List.copyOf(messages);
  }

  /** The conversations of a file of tau-bench. */
  static List<Conversation> read(Path file) throws IOException {
    List<Conversation> all = new ArrayList<>();
    for (JsonNode trajectory : Json.parse(Files.readAllBytes(file))) {
      all.add(new Conversation("task " + trajectory.get("task_id") + " trial " + trajectory.get("trial"),
          trajectory.get(
              "traj").valueStream().toList()));
    }
    return all;
  }

  /** Who speaks at a place. */
  String role(int at) {
    return messages.get(at).get("role").stringValue();
  }
}
