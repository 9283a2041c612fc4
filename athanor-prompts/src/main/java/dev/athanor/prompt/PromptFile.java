package dev.athanor.prompt;

import dev.athanor.prompt.source.FrontMatter;
import dev.athanor.prompt.source.SourceText;
import dev.athanor.prompt.template.TemplateText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A file that is a prompt: its front matter is read, its template parses. What it includes is not looked at yet.
 *
 * @param front its two parts, with their places in the file
 * @param header what the front matter says
 * @param template what is rendered
 */
public record PromptFile(FrontMatter front, PromptHeader header, TemplateText template) {
  /** Reads a file. */
  public static PromptFile read(Path file, String name) {
    return of(SourceText.read(file, name), Map.of());
  }

  /** A file's text. */
  public static PromptFile of(String name, String text) {
    return of(new SourceText(name, text), Map.of());
  }

  /**
   * A file's text.
   *
   * @param schemas that Picoschema may use by name
   */
  public static PromptFile of(SourceText source, Map<String, JsonNode> schemas) {
    FrontMatter front = FrontMatter.of(source);
    return new PromptFile(front, new HeaderReader(front, schemas).read(), TemplateText.of(source, front
        .templateStart(), front.template()));
  }

  /** What the file says, as its version counts it. */
  public String text() {
    return front.source().text();
  }

  /** Whether the file holds a name that is not the one it is found by. */
  void checkName(PromptName name) {
    String last = name.name().substring(name.name().lastIndexOf('/') + 1);
    header.about().name().filter(own -> !own.equals(name.name()) && !own.equals(last)).ifPresent(own -> {
      throw front.malformed(List.of("name"),
          "\"" + own + "\" is not what the file is called; expected " + last
              + ", or no name");
    });
    header.about().variant().filter(own -> !own.equals(name.variant().orElse(""))).ifPresent(own -> {
      throw front.malformed(List.of("variant"),
          "\"" + own + "\" is not the variant that the file is called by; expected "
              + name.variant().orElse("none"));
    });
  }
}
