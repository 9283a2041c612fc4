package dev.athanor.prompt.source;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.node.ObjectNode;

/**
 * A prompt file in its two parts: YAML between two lines of {@code ---}, and the template after it. Blank lines and
 * lines that begin with {@code #} may stand before the first; a file without it is all template.
 */
public final class FrontMatter {
  private static final String FENCE = "---";

  private final SourceText source;
  private final Optional<Node> root;
  private final ObjectNode values;
  private final int templateStart;
  private final String template;

  private FrontMatter(SourceText source, Optional<Node> root, ObjectNode values, int templateStart,
      String template) {
    this.source = source;
    this.root = root;
    this.values = values;
    this.templateStart = templateStart;
    this.template = template;
  }

  /** Splits a file. */
  public static FrontMatter of(SourceText source) {
    String text = source.text();
    Optional<Integer> opened = fence(text, 0, true);
    if (opened.isEmpty()) {
      return new FrontMatter(source, Optional.empty(), Json.object(), 0, text);
    }
    int yamlStart = lineAfter(text, opened.get());
    Optional<Integer> closing = fence(text, yamlStart, false);
    if (closing.isEmpty() && !text.substring(0, opened.get()).isBlank()) {
      // A heading and a rule below it, in a template of Markdown.
      return new FrontMatter(source, Optional.empty(), Json.object(), 0, text);
    }
    int closed = closing.orElseThrow(() -> source.malformed(opened.get(),
        "front matter opens here and is never closed; expected a second line of ---, and the template after it"));
    Optional<Node> root = yaml(source, yamlStart, closed);
    ObjectNode values = root.map(node -> new YamlJson(source).object(node)).orElseGet(Json::object);
    int bodyStart = lineAfter(text, closed);
    String body = text.substring(bodyStart);
    int blank = body.length() - body.stripLeading().length();
    return new FrontMatter(source, root, values, bodyStart + blank, body.strip());
  }

  /** The offset of the next line of ---; before the first one only blank lines and comments may stand. */
  private static Optional<Integer> fence(String text, int from, boolean first) {
    int at = from;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      if (line.stripTrailing().equals(FENCE)) {
        return Optional.of(at);
      }
      if (first && !line.isBlank() && !line.startsWith("#")) {
        return Optional.empty();
      }
      at = lineAfter(text, at);
    }
    return Optional.empty();
  }

  private static int lineAfter(String text, int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }

  private static Optional<Node> yaml(SourceText source, int start, int end) {
    String text = source.text();
    // Empty lines in place of what stands before, so that the parser counts lines as the file does.
    String padded = "\n".repeat(source.at(start).line() - 1) + text.substring(start, end);
    try {
      return new Compose(LoadSettings.builder().setSchema(new CoreSchema()).setLabel(source.name())
          .setCodePointLimit(SourceText.LARGEST).build()).composeString(padded);
    } catch (MarkedYamlEngineException e) {
      throw source.malformed(e.getProblemMark().or(e::getContextMark).map(FrontMatter::position)
          .orElseGet(() -> source.at(start)),
          "this is not YAML: " + e.getProblem()
              + (e.getContext() == null ? "" : " " + e.getContext())
              + "; expected \"key: value\" lines, indented with spaces");
    } catch (YamlEngineException e) {
      throw source.malformed(start, "this is not YAML: " + e.getMessage());
    }
  }

  static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The file. */
  public SourceText source() {
    return source;
  }

  /** What the YAML says; empty without front matter. */
  public ObjectNode values() {
    return values;
  }

  /** Where in the file the template begins. */
  public int templateStart() {
    return templateStart;
  }

  /** The template: without blank space around it if there is front matter, and as it is if there is none. */
  public String template() {
    return template;
  }

  /** A mistake at the value that stands at a path of keys, or as near to it as the YAML goes. */
  public AthanorException malformed(List<String> path, String message) {
    Position place = root.map(node -> YamlJson.find(node, path)).flatMap(Node::getStartMark)
        .map(FrontMatter::position).orElse(new Position(1, 1));
    return source.malformed(place, (path.isEmpty() ? "" : String.join(".", path) + ": ") + message);
  }
}
