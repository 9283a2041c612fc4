package dev.athanor.proxy.recording;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.run.Fork;
import dev.athanor.run.Recording;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Where and how a course leaves a recording.
 *
 * @param parent the recording
 * @param fork the place, and what is changed from there on
 */
public record Departure(RunId parent, Fork fork) {
  /**
   * Before an exchange.
   *
   * @param from its number by arrival, from 1, or its path
   * @param set members of the requests to models, by dotted names
   * @param allowed operations that write and may be carried out
   */
  public static Departure of(Recording recording, String from, Map<String, JsonNode> set, Set<
      String> allowed) {
    RecordedExchange first = find(RecordedExchange.of(recording), from, recording.header().id());
    Set<String> before = new HashSet<>();
    for (Stamped stamped : recording.entries()) {
      if (stamped.entry() instanceof Entry.Completed step && stamped.sequence() <= first.step().after()) {
        before.add(new RecordedExchange(0, step, recording.contents()).key());
      }
    }
    Fork fork = Fork.at(first.path()).set(RecordingProgram.SUBSTITUTION, Substitution.CODEC.encode(
        new Substitution(set, before)));
    for (String operation : allowed) {
      fork = fork.allow(operation);
    }
    return new Departure(recording.header().id(), fork);
  }

  /** The exchange that a person means. */
  public static RecordedExchange find(List<RecordedExchange> all, String typed, RunId run) {
    return all.stream().filter(one -> Integer.toString(one.number()).equals(typed) || one.path().value()
        .startsWith(typed) || one.path().parent().value().equals(typed)).findFirst().orElseThrow(
            () -> AthanorException.user("path-unknown", "recording " + run + " has no exchange \"" + typed
                + "\"; expected a number from 1 to " + all.size() + " or a path of athanor show " + run));
  }
}
