package dev.athanor.prompt.template;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateSource;
import dev.athanor.error.AthanorException;
import dev.athanor.model.Message;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Renders one template with its partials. Safe for use by many threads. */
public final class Renderer {
  private final TemplateText text;
  private final Template template;

  /**
   * A renderer.
   *
   * @param partials every partial that may be included, by name
   */
  public Renderer(TemplateText text, Map<String, TemplateText> partials) {
    this.text = text;
    Handlebars engine = new Handlebars(new PartialLoader(partials));
    engine.with(new Helpers()).with(EscapingStrategy.NOOP).with(new Printed());
    engine.setPrettyPrint(true);
    engine.setParentScopeResolution(false);
    try {
      this.template = engine.compile(new StringTemplateSource(text.source().name() + " itself", text.text()));
    } catch (HandlebarsException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Renders.
   *
   * @param input the variables
   * @param context what is written with @, such as the members of {@code @state}
   * @param history what was said before
   */
  public List<Turn> render(ObjectNode input, ObjectNode context, List<Message> history) {
    Marks marks = new Marks(text.text() + input + context);
    Map<String, Object> data = new HashMap<>();
    context.properties().forEach(member -> {
      Object value = Values.of(member.getValue());
      if (value != null) {
        data.put(member.getKey(), value);
      }
    });
    data.put(Helpers.MARKS, marks);
    try {
      return Turns.of(marks.split(template.apply(Scope.root(Values.map(input), data))), history);
    } catch (HandlebarsException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AthanorException broken(HandlebarsException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof AthanorException ours) {
        return new AthanorException(ours.code(), ours.category(), false, text.source().name() + ": " + ours
            .getMessage(), e);
      }
    }
    String reason = e.getError() == null ? String.valueOf(e.getMessage()) : e.getError().reason;
    int line = e.getError() == null ? 1 : e.getError().line;
    int column = e.getError() == null ? 0 : e.getError().column;
    return text.malformed(line, column, "the template can't be rendered: " + reason);
  }

  /** Numbers, lists and objects as {@link Values} prints them. */
  private static final class Printed implements Formatter {
    @Override
    public Object format(Object value, Chain next) {
      return value instanceof CharSequence ? value : Values.text(value);
    }
  }

  /** Partials from memory. */
  private static final class PartialLoader extends AbstractTemplateLoader {
    private final Map<String, TemplateText> partials;

    PartialLoader(Map<String, TemplateText> partials) {
      this.partials = partials;
    }

    @Override
    public TemplateSource sourceAt(String name) throws IOException {
      @Nullable
      TemplateText partial = partials.get(name);
      if (partial == null) {
        throw new FileNotFoundException(name);
      }
      return new StringTemplateSource("partial " + name, partial.text());
    }

    @Override
    public String resolve(String name) {
      return name;
    }
  }
}
