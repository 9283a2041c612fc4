package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Played;
import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks a recorded output up. PURE: the request says what the file holds. Each file is read once. */
final class PlayOperation implements Operation<PlayOperation.Request, Played> {
  private static final Codec<Request> REQUEST = Codec.of(Request.class);

  private final Map<Hash, RecordedOutputs> read = new ConcurrentHashMap<>();

  /** One output of a file. */
  record Request(String file, Hash hash, RecordedSubject.Which which) {}

  @Override
  public String name() {
    return Played.OPERATION;
  }

  @Override
  public String version() {
    return "2";
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public Codec<Request> request() {
    return REQUEST;
  }

  @Override
  public Codec<Played> response() {
    return Played.CODEC;
  }

  @Override
  public Played live(Request request, Attempt attempt) {
    return read.computeIfAbsent(request.hash(), hash -> unchanged(request.file(), hash)).at(request.which());
  }

  private static RecordedOutputs unchanged(String file, Hash hash) {
    RecordedOutputs outputs = RecordedOutputs.of(Path.of(file));
    if (!outputs.hash().equals(hash)) {
      throw AthanorException.user(Played.CHANGED, file
          + " has changed since the experiment began; put it back, or start another experiment");
    }
    return outputs;
  }
}
