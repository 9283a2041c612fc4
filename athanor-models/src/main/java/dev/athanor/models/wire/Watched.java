package dev.athanor.models.wire;

import java.util.Optional;

/** The watch over one answer, and whether anything has come yet. Used by one thread. */
final class Watched {
  private final Watch watch;
  private final Patience patience;
  private boolean begun;

  Watched(Watch watch, Patience patience) {
    this.watch = watch;
    this.patience = patience;
  }

  void came() {
    begun = true;
    watch.again(patience.next());
  }

  /** Whether it was waited for too long. */
  Optional<Trouble> late() {
    return watch.over() ? Optional.of(new Trouble.TooSlow(begun ? patience.next() : patience.first(), !begun))
        : Optional.empty();
  }
}
