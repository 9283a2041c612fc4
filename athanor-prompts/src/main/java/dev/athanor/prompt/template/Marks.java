package dev.athanor.prompt.template;

import com.github.jknack.handlebars.Handlebars.SafeString;
import dev.athanor.json.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks of one rendering, in the order in which helpers made them. In the text each is a word that nobody can write
 * without knowing all values that are rendered, its own among them. For one thread.
 */
final class Marks {
  private final String token;
  private final List<Mark> marks = new ArrayList<>();

  /** Marks of a rendering that is decided by this. */
  Marks(String decidedBy) {
    this.token = Hash.of(decidedBy).brief();
  }

  /** What stands in the text for a mark. */
  SafeString text(Mark mark) {
    marks.add(mark);
    return new SafeString("<<<" + token + ":" + (marks.size() - 1) + ">>>");
  }

  /** A stretch of rendered text, or a mark. */
  sealed interface Stretch {
    /** Text between two marks. */
    record Words(String text) implements Stretch {}

    /** A mark. */
    record Marked(Mark mark) implements Stretch {}
  }

  /** Takes a rendered text apart. */
  List<Stretch> split(String rendered) {
    List<Stretch> stretches = new ArrayList<>();
    Matcher matcher = Pattern.compile("<<<" + token + ":(\\d+)>>>").matcher(rendered);
    int from = 0;
    while (matcher.find()) {
      stretches.add(new Stretch.Words(rendered.substring(from, matcher.start())));
      stretches.add(new Stretch.Marked(marks.get(Integer.parseInt(matcher.group(1)))));
      from = matcher.end();
    }
    stretches.add(new Stretch.Words(rendered.substring(from)));
    return stretches;
  }
}
