package dev.athanor.journal;

import static dev.athanor.journal.JournalJson.content;
import static dev.athanor.journal.JournalJson.duration;
import static dev.athanor.journal.JournalJson.failure;
import static dev.athanor.journal.JournalJson.hash;
import static dev.athanor.journal.JournalJson.instant;
import static dev.athanor.journal.JournalJson.member;
import static dev.athanor.journal.JournalJson.name;
import static dev.athanor.journal.JournalJson.optional;
import static dev.athanor.journal.JournalJson.path;
import static dev.athanor.journal.JournalJson.result;
import static dev.athanor.journal.JournalJson.small;
import static dev.athanor.journal.JournalJson.spend;
import static dev.athanor.journal.JournalJson.step;
import static dev.athanor.journal.JournalJson.text;
import static dev.athanor.journal.JournalJson.truth;
import static dev.athanor.journal.JournalJson.whole;

import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries as JSON, for stores and bundles. Member names are for good; a kind of entry that a newer version wrote is
 * refused with its name.
 */
public final class EntryCodec implements Codec<Entry> {
  @Override
  public JsonNode encode(Entry entry) {
    ObjectNode json = Json.object().put("kind", entry.kind()).put("path", entry.path().value());
    switch (entry) {
      case Entry.Started started -> json.put("attempt", started.attempt()).put("after", started.after())
          .put("at", started.at().toString()).set("step", step(started.step()));
      case Entry.Attempted attempted -> {
        json.put("attempt", attempted.attempt()).put("at", attempted.at().toString())
            .put("lasted", attempted.lasted().toString()).set("failure", failure(attempted.failure()));
        encode(attempted.spend(), json);
      }
      case Entry.Completed completed -> encode(completed, json);
      case Entry.Waiting waiting -> {
        json.put("at", waiting.at().toString()).set("step", step(waiting.step()));
        waiting.due().ifPresent(due -> json.put("due", due.toString()));
      }
      case Entry.Answered answered -> json.put("at", answered.at().toString()).set("result", result(answered
          .result()));
      case Entry.Marked marked -> json.put("present", marked.present());
      case Entry.Won won -> json.put("branch", won.branch());
      case Entry.Drifted drifted -> json.put("attempt", drifted.attempt()).put("recorded", drifted.recorded()
          .hex())
          .put("actual", drifted.actual().hex());
      case Entry.Cancelled cancelled -> json.put("at", cancelled.at().toString());
      case Entry.Ended ended -> json.put("at", ended.at().toString()).set("end", encode(ended.end()));
    }
    return json;
  }

  private static void encode(Entry.Completed completed, ObjectNode json) {
    json.put("attempt", completed.attempt()).put("origin", name(completed.origin())).put("after", completed
        .after())
        .put("at", completed.at().toString()).put("lasted", completed.lasted().toString());
    json.set("step", step(completed.step()));
    json.set("result", result(completed.result()));
    encode(completed.spend(), json);
    completed.chunks().ifPresent(chunks -> json.set("chunks", content(chunks)));
  }

  private static void encode(Spend spend, ObjectNode json) {
    if (!spend.equals(Spend.NONE)) {
      json.set("spend", spend(spend));
    }
  }

  private static Spend spent(JsonNode json) {
    return optional(json, "spend").map(JournalJson::spend).orElse(Spend.NONE);
  }

  private static ObjectNode encode(Entry.End end) {
    ObjectNode json = Json.object().put("steps", end.steps()).put("digest", end.digest().hex());
    return switch (end) {
      case Entry.End.Done done -> json.set("done", content(done.output()));
      case Entry.End.Failed failed -> json.set("failed", failure(failed.failure()));
      case Entry.End.Exhausted exhausted -> json.set("exhausted", failure(exhausted.failure()));
      case Entry.End.Continued continued -> json.put("successor", continued.successor().value())
          .set("continued", content(continued.input()));
    };
  }

  @Override
  public Entry decode(JsonNode json) {
    Path path = path(json, "path");
    Supplier<Integer> attempt = () -> small(json, "attempt");
    return switch (text(json, "kind")) {
      case "started" -> new Entry.Started(path, attempt.get(), step(member(json, "step")), whole(json,
          "after"),
          instant(json, "at"));
      case "attempted" -> new Entry.Attempted(path, attempt.get(), failure(member(json, "failure")), instant(
          json,
          "at"), duration(member(json, "lasted")), spent(json));
      case "completed" -> new Entry.Completed(path, attempt.get(), step(member(json, "step")), result(member(
          json,
          "result")), JournalJson.constant(json, "origin", Origin.class), whole(json, "after"), instant(json,
              "at"),
          duration(member(json, "lasted")), spent(json),
          optional(json, "chunks").map(JournalJson::content));
      case "waiting" -> new Entry.Waiting(path, step(member(json, "step")), instant(json, "at"), optional(
          json, "due")
          .map(JournalJson::instant));
      case "answered" -> new Entry.Answered(path, result(member(json, "result")), instant(json, "at"));
      case "marked" -> new Entry.Marked(path, truth(json, "present"));
      case "won" -> new Entry.Won(path, small(json, "branch"));
      case "drifted" -> new Entry.Drifted(path, attempt.get(), hash(json, "recorded"), hash(json, "actual"));
      case "cancelled" -> new Entry.Cancelled(path, instant(json, "at"));
      case "ended" -> new Entry.Ended(path, end(member(json, "end")), instant(json, "at"));
      default -> throw JournalJson.malformed(json, "an entry of this kind is unknown");
    };
  }

  private static Entry.End end(JsonNode json) {
    int steps = small(json, "steps");
    var digest = hash(json, "digest");
    if (json.has("done")) {
      return new Entry.End.Done(content(member(json, "done")), steps, digest);
    } else if (json.has("failed")) {
      return new Entry.End.Failed(failure(member(json, "failed")), steps, digest);
    } else if (json.has("exhausted")) {
      return new Entry.End.Exhausted(failure(member(json, "exhausted")), steps, digest);
    }
    return new Entry.End.Continued(JournalJson.run(json, "successor"), content(member(json, "continued")),
        steps,
        digest);
  }
}
