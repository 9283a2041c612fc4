package dev.athanor.proxy.recording;

import dev.athanor.journal.Contents;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.Stamped;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.run.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An exchange as it stands on record.
 *
 * @param number by its arrival, from 1
 * @param step its answer in the journal
 * @param contents whence the journal's content comes
 */
public record RecordedExchange(int number, Entry.Completed step, Contents contents) {
  /** Those of a recording, by their arrival. */
  public static List<RecordedExchange> of(Recording recording) {
    List<Entry.Completed> steps = recording.entries().stream().map(Stamped::entry).filter(
        Entry.Completed.class::isInstance).map(Entry.Completed.class::cast).sorted(Comparator.comparing(
            Entry.Completed::at))
        .toList();
    return java.util.stream.IntStream.range(0, steps.size()).mapToObj(i -> new RecordedExchange(i + 1, steps
        .get(i), recording.contents())).toList();
  }

  /** Where it stands in the run. */
  public Path path() {
    return step.path();
  }

  /** Its name among the exchanges. */
  String key() {
    String item = step.path().parent().leaf();
    return item.substring(1, item.length() - 1);
  }

  /** When it came. */
  public Instant at() {
    return step.at();
  }

  /** How long it took. */
  public Duration lasted() {
    return step.lasted();
  }

  /** What was asked. */
  public Asked asked() {
    return Asked.CODEC.decode(step.step().request().value(contents::part));
  }

  /** What was answered; empty if it was refused. */
  public Optional<Answered> answered() {
    return step.result() instanceof Result.Ok(var value) ? Optional.of(Answered.CODEC.decode(value.value(
        contents::part))) : Optional.empty();
  }

  /** The pieces of a stream. */
  public List<Piece> pieces() {
    return step.chunks().map(chunks -> chunks.value(contents::part).valueStream().filter(JsonNode::isArray)
        .map(
            chunk -> new Piece(Duration.ofNanos(chunk.get(0).longValue() * 1000), chunk.get(1).stringValue()))
        .toList()).orElse(List.of());
  }

  /**
   * A piece of a stream.
   *
   * @param offset since it was asked
   * @param text of it
   */
  public record Piece(Duration offset, String text) {}
}
