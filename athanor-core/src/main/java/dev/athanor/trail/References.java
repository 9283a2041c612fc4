package dev.athanor.trail;

import dev.athanor.journal.Content;
import dev.athanor.journal.Contents;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Payload;
import dev.athanor.journal.Result;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import dev.athanor.run.Recording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** All content that a recorded run refers to, directly and through other content. */
final class References {
  private static final Codec<Payload> PAYLOAD = Codec.of(Payload.class);

  private final Contents contents;
  private final Map<Hash, Merkle.Part> parts = new LinkedHashMap<>();
  private final Map<Hash, Payload> payloads = new LinkedHashMap<>();

  private References(Contents contents) {
    this.contents = contents;
  }

  static References of(Recording recording) {
    References references = new References(recording.contents());
    references.add(recording.header().input());
    references.add(recording.header().manifest());
    for (Stamped stamped : recording.entries()) {
      contents(stamped.entry()).forEach(references::add);
    }
    return references;
  }

  List<Merkle.Part> parts() {
    return List.copyOf(parts.values());
  }

  List<Payload> payloads() {
    return List.copyOf(payloads.values());
  }

  /** The contents that an entry names. */
  static List<Content> contents(Entry entry) {
    List<Content> found = new ArrayList<>();
    switch (entry) {
      case Entry.Started started -> found.add(started.step().request());
      case Entry.Completed completed -> {
        found.add(completed.step().request());
        add(completed.result(), found);
        completed.chunks().ifPresent(found::add);
      }
      case Entry.Waiting waiting -> found.add(waiting.step().request());
      case Entry.Answered answered -> add(answered.result(), found);
      case Entry.Ended(_, Entry.End.Done done, _) -> found.add(done.output());
      case Entry.Ended(_, Entry.End.Continued continued, _) -> found.add(continued.input());
      case Entry.Ended _,Entry.Attempted _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _ -> {
      }
    }
    return found;
  }

  private static void add(Result result, List<Content> found) {
    if (result instanceof Result.Ok(var content)) {
      found.add(content);
    }
  }

  private void add(Content content) {
    if (content.inline().isPresent()) {
      follow(content.inline().get().getBytes(StandardCharsets.UTF_8));
    } else {
      add(content.hash());
    }
  }

  private void add(Hash hash) {
    if (!parts.containsKey(hash)) {
      byte[] bytes = contents.part(hash);
      parts.put(hash, new Merkle.Part(hash, bytes));
      follow(bytes);
    }
  }

  private void follow(byte[] part) {
    Merkle.visit(Json.parse(part), this::add, this::addPayload);
  }

  private void addPayload(JsonNode node) {
    Payload payload = PAYLOAD.decode(node);
    payloads.putIfAbsent(payload.hash(), payload);
  }
}
