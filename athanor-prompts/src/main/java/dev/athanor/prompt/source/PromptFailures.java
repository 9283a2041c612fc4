package dev.athanor.prompt.source;

/** How prompts fail: the codes of their errors. */
public final class PromptFailures {
  /** No prompt, partial, variant or schema has this name. */
  public static final String UNKNOWN = "prompt-unknown";
  /** A file is no prompt: its YAML, its template, its settings or its schemas are broken. */
  public static final String MALFORMED = "prompt-malformed";
  /** Partials include each other, or prompts wait for each other. */
  public static final String CYCLE = "prompt-cycle";
  /** What a prompt is given does not fit what it declares. */
  public static final String INPUT = "prompt-input";
  /** What a model has answered does not fit what the prompt declares. */
  public static final String OUTPUT = "prompt-output";
  /** Prompts that don't fit each other: nobody writes what one reads, or two write the same. */
  public static final String GRAPH = "prompt-graph";
  /** A pinned prompt is not what it says it is. */
  public static final String PIN = "prompt-pin";

  private PromptFailures() {}
}
