package dev.athanor.embedders;

import dev.langchain4j.model.embedding.EmbeddingModel;

/** A model of LangChain4j's that computes in this process, and where it comes from. */
interface LocalModel extends AutoCloseable {
  /** What decides its vectors, by the content of its files. */
  String version();

  /** How messages call it. */
  String described();

  /** The class loader in which it finds what it needs. */
  ClassLoader loader();

  /** Loads it. Called once, on a thread with much stack, whose class loader is this one's. */
  EmbeddingModel load();

  /** Frees what it holds, if it was loaded. */
  @Override
  void close();
}
