package dev.athanor.prompt;

import dev.athanor.error.AthanorException;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.prompt.source.SourceText;
import dev.athanor.run.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The prompts of a folder: {@code NAME.prompt}, {@code NAME.VARIANT.prompt}, and partials, {@code _NAME.prompt}; folders in
 * it are part of a name. Every question looks at the folder as it is then.
 */
public final class PromptLibrary {
  private static final String ENDING = ".prompt";

  private final Path folder;

  private PromptLibrary(Path folder) {
    this.folder = folder;
  }

  /** The prompts of a folder, which may be missing: then there are none. */
  public static PromptLibrary in(Path folder) {
    return new PromptLibrary(folder);
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** What the prompts are called, in order. */
  public List<PromptName> names() {
    return files(false).keySet().stream().map(PromptName::parse).sorted().toList();
  }

  /** The partials. */
  public Partials partials() {
    Map<String, Path> files = files(true);
    return new Partials() {
      @Override
      public Optional<SourceText> text(String name) {
        return Optional.ofNullable(files.get(name)).map(file -> SourceText.read(file, label(file)));
      }

      @Override
      public List<String> names() {
        return List.copyOf(files.keySet());
      }
    };
  }

  /** A prompt by its name, checked. */
  public Prompt load(PromptName name) {
    Map<String, Path> files = files(false);
    Path found = files.get(name.toString());
    if (found == null) {
      throw unknown(name, List.copyOf(files.keySet()));
    }
    PromptFile file = PromptFile.read(found, label(found));
    file.checkName(name);
    return Prompt.of(name, file, partials()).check();
  }

  /** All prompts, checked: an error if one of them is broken. */
  public List<Prompt> all() {
    return names().stream().map(this::load).toList();
  }

  private AthanorException unknown(PromptName name, List<String> names) {
    String there =
        names.isEmpty() ? folder + " has no prompts yet: a prompt is a file such as " + name + ENDING
            : "nearest: " + String.join(", ", Nearest.to(name.toString(), names, 3));
    return AthanorException.user(PromptFailures.UNKNOWN, "there is no prompt \"" + name + "\"; " + there);
  }

  private String label(Path file) {
    Path above = folder.toAbsolutePath().getParent();
    return (above == null ? file : above.relativize(file.toAbsolutePath())).toString().replace('\\', '/');
  }

  private Map<String, Path> files(boolean partial) {
    Map<String, Path> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(file -> file.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(file)).forEach(
          file -> {
            String path = folder.relativize(file).toString().replace('\\', '/');
            String last = path.substring(path.lastIndexOf('/') + 1);
            String name = path.substring(0, path.length() - ENDING.length());
            if (last.startsWith("_") && partial) {
              files.put(name.substring(0, path.length() - last.length()) + name.substring(path.length() - last
                  .length() + 1), file);
            } else if (!last.startsWith("_") && !last.startsWith(".") && !partial) {
              files.put(name, file);
            }
          });
    } catch (IOException | UncheckedIOException e) {
      throw AthanorException.data(PromptFailures.MALFORMED, "can't list " + folder + ": " + e
          + "; make it readable and try again", e);
    }
    return files;
  }
}
