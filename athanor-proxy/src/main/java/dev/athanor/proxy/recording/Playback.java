package dev.athanor.proxy.recording;

import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.ClientLeft;
import dev.athanor.proxy.upstream.Outgoing;
import dev.athanor.run.Recording;
import dev.athanor.simulator.answer.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers from a recording and from nothing else. It has no way to a provider. One lock guards what has been played.
 */
public final class Playback implements Desk {
  private final Map<String, RecordedExchange> recorded = new LinkedHashMap<>();
  private final Map<String, RecordedExchange> left;
  private final Keys keys = new Keys();
  private final Substitution substitution;
  private final boolean pace;
  private int served;
  private int unknown;
  private @Nullable Parting first;

  /**
   * Of a recording.
   *
   * @param pace keeps the time that the answers took
   */
  public Playback(Recording recording, boolean pace) {
    RecordedExchange.of(recording).forEach(one -> recorded.put(one.key(), one));
    this.left = new LinkedHashMap<>(recorded);
    this.substitution = Substitution.CODEC.decode(recording.header().manifest().value(recording
        .contents()::part).path(RecordingProgram.SUBSTITUTION));
    this.pace = pace;
  }

  /**
   * The first request that is not on record.
   *
   * @param asked the request
   * @param nearest the recorded one that it is most like, if there is one at that path
   * @param differences between the two; empty if it was asked more often than it is on record
   */
  public record Parting(Asked asked, Optional<RecordedExchange> nearest, List<Difference> differences) {
    /** In one line. */
    String brief() {
      if (nearest.isEmpty()) {
        return "nothing is recorded for " + asked.line();
      }
      if (differences.isEmpty()) {
        return "this request is on record, but was asked once more than that";
      }
      Difference one = differences.getFirst();
      return "exchange " + nearest.get().number() + " is the nearest, and " + one.where()
          + " differs: recorded \"" + one.recorded() + "\", asked \"" + one.asked() + "\"";
    }
  }

  /**
   * What has been played.
   *
   * @param served how many exchanges
   * @param neverAsked those that nobody asked for, by their arrival in the recording
   * @param unknown how many requests were not on record
   * @param first the first of these
   */
  public record Report(int served, List<RecordedExchange> neverAsked, int unknown, Optional<Parting> first) {
    /** Whether everything was asked for and nothing else. */
    public boolean same() {
      return neverAsked.isEmpty() && first.isEmpty();
    }
  }

  /** So far. */
  public synchronized Report report() {
    return new Report(served, List.copyOf(left.values()), unknown, Optional.ofNullable(first));
  }

  @Override
  public void serve(Asked asked, Outgoing outgoing, Client client) throws InterruptedException {
    Optional<RecordedExchange> found = take(asked);
    if (found.isPresent() && found.get().answered().isPresent()) {
      try {
        new Player(client, pace).play(found.get());
      } catch (ClientLeft e) {
        // it has what it wanted
      }
      return;
    }
    String why = found.map(refused -> "it was refused when it was recorded").orElseGet(() -> part(
        substitution.touches("", asked) ? substitution.applied(asked) : asked).brief());
    Refusals.refuse(client, asked.service(), Problem.of(Problem.Kind.REQUEST,
        "athanor replay: this request is not on record, and nothing else is asked: " + why));
  }

  private synchronized Optional<RecordedExchange> take(Asked asked) {
    Optional<RecordedExchange> found = Optional.ofNullable(left.remove(keys.next(asked)));
    served += found.isPresent() ? 1 : 0;
    return found;
  }

  private synchronized Parting part(Asked asked) {
    List<RecordedExchange> there = recorded.values().stream().filter(one -> one.asked().line().equals(asked
        .line())).toList();
    List<RecordedExchange> open = there.stream().filter(one -> left.containsKey(one.key())).toList();
    Optional<RecordedExchange> nearest = (open.isEmpty() ? there : open).stream().min(Comparator.comparingInt(
        one -> Difference.between(one.asked(), asked).stream().collect(Collectors.summingInt(
            difference -> 1 + difference.recorded().length() + difference.asked().length()))));
    Parting parting = new Parting(asked, nearest, nearest.map(one -> Difference.between(one.asked(), asked))
        .orElse(List.of()));
    unknown++;
    if (first == null) {
      first = parting;
    }
    return parting;
  }
}
