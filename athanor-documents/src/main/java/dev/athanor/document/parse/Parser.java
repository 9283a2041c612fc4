package dev.athanor.document.parse;

import java.util.Set;

/**
 * Reads files of some kinds. Stateless, used from many threads.
 */
public interface Parser {

  /**
   * Names the parser and everything that decides what it makes of a file, such as {@code pdf-1/pdfbox-3.0.8}:
   * documents read by another version are read anew.
   */
  String version();

  /** The media types it reads. */
  Set<String> mediaTypes();

  /**
   * Reads a file.
   *
   * @param mediaType which of its media types the file has
   * @throws Exception if the file is not what it should be; the caller makes a named failure of it
   */
  ParseResult parse(RawDocument raw, String mediaType) throws Exception;
}
