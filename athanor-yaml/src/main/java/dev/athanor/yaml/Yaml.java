package dev.athanor.yaml;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A YAML file whose values know their place, so that a mistake is named by line and column.
 *
 * @param file for messages
 */
public record Yaml(Path file) {
  /** The mapping that the file consists of; an empty one if the file is empty. */
  public YamlMap read() {
    String text = text();
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().setLabel(file.toString()).build())
          .composeString(text);
      return root.map(node -> YamlMap.of(this, "", node)).orElseGet(() -> YamlMap.empty(this));
    } catch (MarkedYamlEngineException e) {
      throw problem(e.getProblemMark().or(e::getContextMark), "this is not YAML: " + e.getProblem()
          + (e.getContext() == null ? "" : " " + e.getContext())
          + "; expected \"key: value\" lines, indented with spaces");
    } catch (YamlEngineException e) {
      throw problem(Optional.empty(), "this is not YAML: " + e.getMessage());
    }
  }

  private String text() {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw AthanorException.user("project-file", file
          + " is not text in UTF-8; save it in that encoding and try again");
    } catch (IOException e) {
      throw AthanorException.data("project-file", "can't read " + file + ": " + e
          + "; make it readable and try again", e);
    }
  }

  /** A mistake at a place in the file. */
  AthanorException problem(Optional<Mark> place, String message) {
    return AthanorException.user("project-file", at(place) + ": " + message);
  }

  private String at(Optional<Mark> place) {
    return file + place.map(mark -> ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
        .orElse("");
  }
}
