package dev.athanor.cli.view;

import dev.athanor.journal.Contents;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Json;
import dev.athanor.run.Divergence;
import dev.athanor.run.Recording;
import dev.athanor.run.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs as JSON, with members in a fixed order. Times are ISO 8601, durations milliseconds, addresses SHA-256. */
public final class RunJson {
  private RunJson() {}

  /** A list of runs. */
  public static ObjectNode list(List<RunRecord> runs) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    runs.forEach(run -> array.add(head(run)));
    return Json.object().set("runs", array);
  }

  private static ObjectNode head(RunRecord run) {
    ObjectNode json = Json.object();
    json.put("run", run.id().value());
    json.put("program", run.header().program());
    json.put("state", Wording.state(run.state()));
    json.put("created", run.header().created().toString());
    json.put("updated", run.updated().toString());
    json.set("derivation", derivation(run.header().derivation()));
    return json;
  }

  private static ObjectNode derivation(Derivation derivation) {
    return switch (derivation) {
      case Derivation.Fresh() -> Json.object().put("kind", "fresh");
      case Derivation.Nested(var parent, var at, _, _, _) -> Json.object().put("kind", "nested").put("parent",
          parent.value()).put("at", at.value());
      case Derivation.Continued(var predecessor) -> Json.object().put("kind", "continued").put("parent",
          predecessor.value());
      case Derivation.Forked forked -> Json.object().put("kind", "forked").put("parent", forked.parent()
          .value()).put("at", forked.at().value());
    };
  }

  /** A whole run. */
  public static ObjectNode whole(RunRecord run, Recording recording) {
    ObjectNode json = head(run);
    Optional<Entry.End> end = end(recording);
    json.set("input", recording.header().input().value(recording.contents()::part));
    json.set("pinned", recording.header().manifest().value(recording.contents()::part));
    json.set("output", end.flatMap(found -> output(found, recording)).orElse(Json.MAPPER.nullNode()));
    json.set("failure", end.flatMap(RunJson::failure).map(RunJson::failure).orElse(Json.MAPPER.nullNode()));
    json.put("digest", end.map(RunJson::digest).orElse(null));
    spend(json, recording.spent());
    ArrayNode steps = json.putArray("steps");
    ArrayNode waits = json.putArray("waits");
    for (Stamped stamped : recording.entries()) {
      if (stamped.entry() instanceof Entry.Completed step) {
        steps.add(step(step, attempts(recording.attempts(step.path()))));
      } else if (stamped.entry() instanceof Entry.Waiting waiting) {
        waits.add(wait(waiting, recording));
      }
    }
    return json;
  }

  /** How a run ended, if it has. */
  static Optional<Entry.End> end(Recording recording) {
    return recording.entries().stream().map(Stamped::entry).filter(Entry.Ended.class::isInstance)
        .map(entry -> ((Entry.Ended) entry).end()).findFirst();
  }

  /** The output of an end, if it has one. */
  static Optional<JsonNode> output(Entry.End end, Recording recording) {
    return end instanceof Entry.End.Done done
        ? Optional.of(done.output().value(recording.contents()::part))
        : Optional.empty();
  }

  /** The failure of an end, if it is one. */
  static Optional<Failure> failure(Entry.End end) {
    return switch (end) {
      case Entry.End.Failed failed -> Optional.of(failed.failure());
      case Entry.End.Exhausted exhausted -> Optional.of(exhausted.failure());
      case Entry.End.Done _,Entry.End.Continued _ -> Optional.empty();
    };
  }

  private static String digest(Entry.End end) {
    return switch (end) {
      case Entry.End.Done done -> done.digest().hex();
      case Entry.End.Failed failed -> failed.digest().hex();
      case Entry.End.Exhausted exhausted -> exhausted.digest().hex();
      case Entry.End.Continued continued -> continued.digest().hex();
    };
  }

  /** A failure. */
  public static JsonNode failure(Failure failure) {
    return Json.object().put("code", failure.code()).put("message", failure.message()).put("retryable",
        failure.retryable());
  }

  private static ObjectNode spend(ObjectNode json, Spend spend) {
    return json.put("tokens", spend.tokens()).put("dollars", spend.dollars().toPlainString());
  }

  private static ArrayNode attempts(List<Entry.Attempted> failed) {
    ArrayNode attempts = Json.MAPPER.createArrayNode();
    for (Entry.Attempted attempt : failed) {
      ObjectNode json = Json.object().put("attempt", attempt.attempt()).put("duration", millis(attempt
          .lasted()));
      attempts.add(spend(json, attempt.spend()).set("failure", failure(attempt.failure())));
    }
    return attempts;
  }

  private static ObjectNode step(Entry.Completed step, ArrayNode failedAttempts) {
    ObjectNode json = Json.object();
    json.put("path", step.path().value());
    json.put("operation", step.step().operation());
    json.put("version", step.step().version());
    json.put("effect", step.step().effect().name().toLowerCase(Locale.ROOT));
    json.put("origin", Wording.origin(step.origin()));
    json.put("outcome", step.result() instanceof Result.Ok ? "ok" : "failed");
    json.put("start", step.at().toString());
    json.put("duration", millis(step.lasted()));
    json.put("attempts", step.attempt());
    json.set("failedAttempts", failedAttempts);
    spend(json, step.spend());
    json.put("request", step.step().request().hash().hex());
    switch (step.result()) {
      case Result.Ok(var content) -> json.put("response", content.hash().hex()).putNull("failure");
      case Result.Failed(var failure) -> json.putNull("response").set("failure", failure(failure));
    }
    return json;
  }

  /** What a step asked, and what it was answered. */
  public static ObjectNode exchange(Entry.Completed step, Contents contents) {
    ObjectNode json = Json.object().put("path", step.path().value()).put("operation", step.step()
        .operation());
    json.set("request", step.step().request().value(contents::part));
    switch (step.result()) {
      case Result.Ok(var content) -> json.set("response", content.value(contents::part)).putNull(
          "failure");
      case Result.Failed(var failure) -> json.putNull("response").set("failure", failure(failure));
    }
    return json;
  }

  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }

  private static ObjectNode wait(Entry.Waiting waiting, Recording recording) {
    ObjectNode json = Json.object();
    json.put("path", waiting.path().value());
    json.put("signal", waiting.step().operation());
    json.put("since", waiting.at().toString());
    json.put("due", waiting.due().map(Object::toString).orElse(null));
    json.put("answered", recording.entries().stream().anyMatch(stamped -> stamped
        .entry() instanceof Entry.Answered answered && answered.path().equals(waiting.path())));
    return json;
  }

  /** What a replay has shown. */
  public static ObjectNode replay(Replay<?> replay) {
    Optional<Divergence> divergence = replay.divergence();
    ObjectNode json = Json.object().put("identical", replay.identical());
    if (divergence.isPresent()) {
      json.set("divergence", Json.object().put("path", divergence.get().path().value())
          .put("expected", divergence.get().expected()).put("actual", divergence.get().actual()));
      return json;
    }
    return json.put("steps", replay.steps()).put("lived", replay.lived()).put("digest", replay.digest()
        .hex());
  }
}
