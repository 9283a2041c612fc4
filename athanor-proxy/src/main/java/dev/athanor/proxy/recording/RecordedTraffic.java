package dev.athanor.proxy.recording;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Result;
import dev.athanor.json.Json;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.exchange.Bodies;
import dev.athanor.proxy.exchange.Body;
import dev.athanor.run.Recording;
import dev.athanor.simulator.cassette.Interaction;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A recording as traffic that the simulator plays: whoever asks what was asked is answered as it was answered, byte by
 * byte, streams in their pieces. All of it is read at once, so that the journal can be closed.
 */
public final class RecordedTraffic {
  private RecordedTraffic() {}

  /**
   * The exchanges of a recording, by their arrival.
   *
   * @throws AthanorException {@code no-recording} if the run is one of another program, {@code recording-empty} if there
   *         was no exchange, {@code recording-incomplete} if content of it is gone
   */
  public static List<Interaction> of(Recording recording) {
    String run = "run " + recording.header().id();
    if (!recording.header().program().equals(RecordingProgram.NAME)) {
      throw AthanorException.user("no-recording", run + " is of the program " + recording.header().program()
          + ", whose steps hold what was asked and answered, but not what went over the wire, so it can't be"
          + " served to others; expected a run of athanor record or athanor proxy. Its own steps are played"
          + " by: athanor replay " + recording.header().id());
    }
    List<RecordedExchange> exchanges = RecordedExchange.of(recording);
    if (exchanges.isEmpty()) {
      throw AthanorException.user("recording-empty", run + " has no exchange that was answered, so there is"
          + " nothing to play; expected one at least. If the program has asked its provider, it did not find"
          + " the proxy: docs/recording.md says which variables its client must read");
    }
    return exchanges.stream().map(one -> interaction(one, run)).toList();
  }

  private static Interaction interaction(RecordedExchange exchange, String run) {
    try {
      Asked asked = exchange.asked();
      return new Interaction(Interaction.Asked.sent(asked.method(), asked.path(), json(asked.body())),
          switch (exchange.step().result()) {
            case Result.Ok _ -> answered(exchange, exchange.answered().orElseThrow());
            case Result.Failed(Failure failure) ->
                Refusals.answer(asked.service(), Refusals.notAllowed(failure.message()));
          });
    } catch (AthanorException e) {
      if (e.category() != Category.DATA) {
        throw e;
      }
      throw AthanorException.data("recording-incomplete", "exchange " + exchange.number() + " of " + run
          + " (" + exchange.path() + ") can't be played: " + e.getMessage()
          + "; import a bundle of the run that has all of it, or record it anew", e);
    }
  }

  /** Also of a body that is kept as text, because a number in it needs all its digits. */
  private static Optional<JsonNode> json(Body body) {
    if (body instanceof Body.Text(var text)) {
      try {
        return Optional.of(Json.parse(text));
      } catch (AthanorException e) {
        return Optional.empty();
      }
    }
    return body.json();
  }

  private static Interaction.Answered answered(RecordedExchange exchange, Answered answered) {
    Interaction.Body body = answered.streamed()
        ? new Interaction.Body.Stream(exchange.pieces().stream().map(RecordedExchange.Piece::text).toList())
        : new Interaction.Body.Whole(Bodies.bytes(answered.body(), exchange.contents()::open));
    Interaction.Ending ending = switch (answered.ending()) {
      case COMPLETE, UNREACHABLE -> Interaction.Ending.COMPLETE;
      case BROKEN, LEFT -> Interaction.Ending.BROKEN; // the record has no more
    };
    return new Interaction.Answered(answered.status(), answered.headers(), body, ending);
  }
}
