package dev.athanor.prompt;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.prompt.source.PromptFailures;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A prompt as a run is pinned to it: its content, so that a run goes on with the prompt that it began with, whatever has become
 * of the file.
 *
 * @param name of the prompt
 * @param version of the prompt
 * @param file that it came from, for messages
 * @param content of the file
 * @param partials the content of every partial that it depends on, by name
 */
public record PromptPin(PromptName name, Hash version, String file, String content,
    Map<String, String> partials) {
  /** With this begins the name of every prompt's place in a run's manifest. */
  public static final String KEY = "prompt:";
  /** As JSON. */
  public static final Codec<PromptPin> CODEC = Codec.of(PromptPin.class);

  /** Copies. */
  public PromptPin {
    Objects.requireNonNull(name);
    Objects.requireNonNull(version);
    Objects.requireNonNull(content);
    partials = Map.copyOf(new TreeMap<>(partials));
  }

  /** The name of its place in a run's manifest. */
  public String key() {
    return key(name);
  }

  /** The name of a prompt's place in a run's manifest. */
  public static String key(PromptName name) {
    return KEY + name;
  }

  /** The prompt. */
  public Prompt prompt() {
    Prompt prompt = Prompt.of(name, PromptFile.of(file, content), Partials.of(partials));
    if (!prompt.version().equals(version)) {
      throw AthanorException.data(PromptFailures.PIN,
          "the prompt " + name + " is pinned as version " + version.brief()
              + " but its content is version " + prompt.version().brief() + "; the record was changed");
    }
    return prompt;
  }
}
