package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A step that a program asks for.
 *
 * @param path where
 * @param step what
 * @param request its request, as it is recorded
 * @param by who asks
 */
record Asked(Path path, Step step, Recordable request, By by) {
  /**
   * Who asks.
   *
   * @param account whose budget it draws on
   * @param branch which thread of the run it is
   * @param watcher is told of the pieces of the answer
   */
  record By(Account account, Branch branch, Consumer<JsonNode> watcher) {
    /** Nobody who watches. */
    static By of(Account account, Branch branch) {
      return new By(account, branch, _ -> {
      });
    }
  }

  Account account() {
    return by.account();
  }

  Branch branch() {
    return by.branch();
  }

  /** An answer that nobody lived. */
  Entry.Completed unlived(Drive drive, Result result, Origin origin) {
    return new Entry.Completed(path, 0, step, result, origin, drive.after(), drive.now(), Duration.ZERO,
        Spend.NONE,
        Optional.empty());
  }

  /** The answer of the run that this one is forked from or like: what it took and cost there is told again, and not spent again. */
  Entry.Completed taken(Drive drive, Entry.Completed parent) {
    return new Entry.Completed(path, 0, step, parent.result(), Origin.RECORDED, drive.after(), drive.now(),
        parent.lasted(), parent.spend(), parent.chunks());
  }

  /** Records that the step is refused, and refuses it. */
  <R> R refused(Drive drive, Failure failure, Codec<R> response) {
    Result result = new Result.Failed(failure);
    commit(drive, unlived(drive, result, Origin.REFUSED), List.of(), Map.of());
    return drive.answer(result, response);
  }

  /** Commits the answer with the request and the values that it names. */
  void commit(Drive drive, Entry.Completed completed, List<Recordable> values, Map<Hash, Path> memos) {
    List<Merkle.Part> parts = new ArrayList<>(request.parts());
    List<Hash> payloads = new ArrayList<>(request.payloads());
    for (Recordable value : values) {
      parts.addAll(value.parts());
      payloads.addAll(value.payloads());
    }
    drive.commit(completed, parts, payloads, memos);
  }
}
