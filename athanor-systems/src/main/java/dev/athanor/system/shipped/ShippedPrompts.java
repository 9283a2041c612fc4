package dev.athanor.system.shipped;

import dev.athanor.prompt.Partials;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptFile;
import dev.athanor.prompt.PromptName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Prompts that come with Athanor. */
public final class ShippedPrompts {
  /** Answers from numbered evidence. */
  public static final PromptName RAG = PromptName.parse("athanor/rag");
  /** Answers from numbered evidence, and quotes it. */
  public static final PromptName RAG_QUOTES = PromptName.parse("athanor/rag-quotes");
  /** Tells a model what was wrong with its answer. */
  public static final PromptName REPAIR = PromptName.parse("athanor/repair");
  /** A plain conversation. */
  public static final PromptName CHAT = PromptName.parse("athanor/chat");

  private static final List<PromptName> ALL = List.of(CHAT, RAG, RAG_QUOTES, REPAIR);

  private ShippedPrompts() {}

  /** What they are called. */
  public static List<PromptName> names() {
    return ALL;
  }

  /** The prompt of that name, if there is one. */
  public static Optional<Prompt> find(PromptName name) {
    return ALL.contains(name) ? Optional.of(load(name)) : Optional.empty();
  }

  private static Prompt load(PromptName name) {
    String file = name.name().substring(name.name().indexOf('/') + 1) + ".prompt";
    try (InputStream text = ShippedPrompts.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException("the prompt " + file + " is not on the class path");
      }
      return Prompt.of(name, PromptFile.of(name + ".prompt (shipped)", new String(text.readAllBytes(),
          StandardCharsets.UTF_8)), Partials.NONE).check();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
