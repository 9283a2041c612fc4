package dev.athanor.knowledge.embed;

import java.util.List;
import java.util.Optional;

/** The embedders that may have made the vectors of an index. Safe for use by many threads. */
public interface Embedders {
  /** The one that comes with the program, which an index has whose project says nothing. */
  Embedder standard();

  /**
   * The one of that version, if it is among these.
   *
   * @throws dev.athanor.error.AthanorException if it can't be told, since a file of one that it may be is missing
   */
  Optional<Embedder> of(String version);

  /** What to say of them where none of them will do. */
  List<String> versions();

  /** One. */
  static Embedders only(Embedder embedder) {
    return new Embedders() {
      @Override
      public Embedder standard() {
        return embedder;
      }

      @Override
      public Optional<Embedder> of(String version) {
        return Optional.of(embedder).filter(each -> each.version().equals(version));
      }

      @Override
      public List<String> versions() {
        return List.of(embedder.version());
      }
    };
  }
}
