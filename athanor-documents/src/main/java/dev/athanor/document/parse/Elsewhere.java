package dev.athanor.document.parse;

/**
 * Where files are read that could take this process down with them. Used from many threads.
 */
public interface Elsewhere {

  /** Whether files of that kind and size are read there. */
  boolean takes(String mediaType, long bytes);

  /** Reads a file there. Whatever becomes of the place, the answer is a value, and the next file can be read. */
  ParseResult parse(RawDocument raw, String mediaType);
}
