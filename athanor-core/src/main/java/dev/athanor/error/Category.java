package dev.athanor.error;

/** Whose problem an error is. Maps once to an exit code (command line) and once to an HTTP status (server). */
public enum Category {
  /** The caller asked for something that can't be: a wrong name, value or file. */
  USER,
  /** Something outside answered badly: a model provider, a tool, a web page. */
  PROVIDER,
  /** A budget would have been passed. */
  BUDGET,
  /** What is stored can't be read or written: corrupt, missing, full. */
  DATA,
  /** A defect of Athanor or of the program it runs. */
  INTERNAL
}
