package dev.athanor.promptfoo.provider;

import java.util.List;

/** Makes vectors in this process, where a suite names nobody who does. Safe for use by many threads. */
public interface LocalEmbedder {
  /** Names everything that decides a vector. */
  String version();

  /** The vectors of texts, in their order. */
  List<float[]> embed(List<String> texts);
}
