package dev.athanor.simulator.protocol;

import dev.athanor.model.Message;
import dev.athanor.simulator.answer.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was said up to each of the latest responses. Safe for use by many threads. */
final class Conversations {
  private static final int MOST = 1000;

  private final Map<String, List<Message>> latest = new LinkedHashMap<>();

  synchronized void keep(String id, List<Message> messages) {
    latest.put(id, List.copyOf(messages));
    if (latest.size() > MOST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  synchronized List<Message> before(String id) {
    List<Message> messages = latest.get(id);
    if (messages == null) {
      throw new Misunderstood(
          Problem.of(Problem.Kind.REQUEST, "Previous response with id '" + id + "' not found."));
    }
    return messages;
  }
}
