package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trajectories as tau-bench records them (Yao et al. 2024): an array of {@code task_id, trial, reward, info, traj}. A task becomes a case, whose
 * input is the simulated user's instruction and whose expected tool calls are in the metadata; a trial becomes one of its recorded outputs,
 * with the conversation and the reward.
 */
final class TauBench {
  private static final String FORM = "tau-bench trajectories";

  private TauBench() {}

  /** Whether these are some. */
  static boolean is(JsonNode file) {
    JsonNode first = file.path(0);
    return first.path("traj").isArray() && first.has("task_id") && first.has("reward");
  }

  static Imported read(String name, JsonNode file) {
    Map<String, Case> cases = new LinkedHashMap<>();
    List<ObjectNode> outputs = new ArrayList<>();
    for (int i = 0; i < file.size(); i++) {
      JsonNode record = file.get(i);
      JsonNode reward = record.path("reward");
      if (!record.path("traj").isArray() || !record.path("task_id").isValueNode() || !reward.isNumber()) {
        throw AthanorException.user("trajectory-form", "trajectory " + (i + 1)
            + " lacks one of task_id, reward and traj; it has " + record.propertyNames());
      }
      String id = "task-" + record.path("task_id").asString();
      cases.putIfAbsent(id, task(id, record.path("info").path("task")));
      ObjectNode output = Json.object().put("id", id);
      if (record.path("trial").isInt()) {
        output.put("repeat", record.path("trial").intValue());
      }
      output.put("output", last(record.path("traj")));
      output.putObject("value").set("reward", reward);
      output.set("messages", record.path("traj"));
      outputs.add(output);
    }
    return new Imported(FORM, new Dataset(name, List.copyOf(cases.values())), outputs);
  }

  private static Case task(String id, JsonNode task) {
    ObjectNode metadata = Json.object();
    ArrayNode tools = metadata.putArray("tools");
    for (JsonNode action : task.path("actions")) {
      ObjectNode tool = tools.addObject().put("name", action.path("name").asString(""));
      tool.set("arguments", action.path("kwargs"));
    }
    return new Case(id, Codec.TEXT.encode(task.path("instruction").asString("")), Optional.empty(), List.of(),
        metadata, new TreeSet<>(), Optional.empty(), Split.VALIDATION);
  }

  /** What the agent has said last. */
  private static String last(JsonNode messages) {
    String last = "";
    for (JsonNode message : messages) {
      if (message.path("role").asString("").equals("assistant") && message.path("content").isString()) {
        last = message.path("content").stringValue();
      }
    }
    return last;
  }
}
