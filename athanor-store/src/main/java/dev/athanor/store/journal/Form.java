package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;

/** How content is kept. The words stand in the database. */
enum Form {
  /** As it is, in its row. */
  RAW("raw"),
  /** Deflated with the first dictionary for parts, in its row. */
  DEFLATED("deflated-1"),
  /** As it is, in a file. */
  FILE("file"),
  /** Deflated with the first dictionary for parts, in a file. */
  DEFLATED_FILE("deflated-file-1");

  private final String word;

  Form(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  boolean isFile() {
    return this == FILE || this == DEFLATED_FILE;
  }

  static Form of(String word) {
    for (Form form : values()) {
      if (form.word.equals(word)) {
        return form;
      }
    }
    throw AthanorException.data("content-corrupt", "content is kept in the form \"" + word
        + "\", which this version does not know");
  }
}
