package dev.athanor.run;

import dev.athanor.journal.Contents;
import dev.athanor.journal.Result;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A recorded value with all that it is made of, so that another run can lay claim to it. */
record Recorded(JsonNode value, List<Merkle.Part> parts, List<Hash> payloads) {
  static Recorded load(Result.Ok result, Contents contents) {
    List<Merkle.Part> parts = new ArrayList<>();
    JsonNode value = result.value().value(hash -> {
      byte[] content = contents.part(hash);
      parts.add(new Merkle.Part(hash, content));
      return content;
    });
    return new Recorded(value, parts, List.copyOf(Merkle.of(value).payloads()));
  }
}
