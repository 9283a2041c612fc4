package dev.athanor.cli.terminal;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes results and talk, in colour where that is wanted. A progress bar on the same terminal is moved out of the way
 * first. Safe for use by several threads.
 */
public final class Screen {
  private static final int USUAL_WIDTH = 100;
  private static final int LEAST_WIDTH = 40;

  private final Streams streams;
  private final boolean outColour;
  private final boolean errColour;
  private final boolean quiet;
  private @Nullable Bar bar;
  private boolean amidLine;

  /**
   * A screen over these streams.
   *
   * @param quiet leaves out notes and progress, not warnings and errors
   */
  public Screen(Streams streams, ColorChoice colours, boolean quiet) {
    this.streams = streams;
    this.quiet = quiet;
    this.outColour = colours.on(streams.outIsTerminal(), streams.environment());
    this.errColour = colours.on(streams.errIsTerminal(), streams.environment());
  }

  /** What must be erased before something else is written. */
  interface Bar {
    void hide();
  }

  /** A piece of the result as it comes, without the end of its line. What comes next begins a line of its own. */
  public synchronized void piece(String text) {
    if (!text.isEmpty()) {
      hideBar();
      streams.out().print(text);
      streams.out().flush();
      amidLine = !text.endsWith("\n");
    }
  }

  /** A person has ended the line by typing. */
  public synchronized void typed() {
    amidLine = false;
  }

  /** Ends a line that was begun. */
  public synchronized void endLine() {
    if (amidLine) {
      streams.out().println();
      streams.out().flush();
      amidLine = false;
    }
  }

  /** Whether whoever looks at the result is a person, who wants to see it as it comes. */
  public boolean live() {
    return streams.outIsTerminal();
  }

  /** A line of the result. */
  public synchronized void result(String line) {
    hideBar();
    endLine();
    streams.out().println(line);
    if (streams.outIsTerminal()) {
      streams.out().flush();
    }
  }

  /** Lines of the result. */
  public void result(List<String> lines) {
    lines.forEach(this::result);
  }

  /** Says something that helps; to stderr, and not when quiet is asked for. */
  public void note(String line) {
    if (!quiet) {
      talk(line);
    }
  }

  /** Says the result where stdout belongs to somebody else; to stderr, also when quiet is asked for. */
  public void say(String line) {
    talk(line);
  }

  /** Warns; to stderr. */
  public void warn(String message) {
    talk(paintTalk(Style.CAUTION, "warning: ") + message);
  }

  /** Says what went wrong; to stderr. */
  public void error(String message) {
    talk(paintTalk(Style.BAD, "athanor: ") + message);
  }

  private synchronized void talk(String line) {
    hideBar();
    endLine();
    streams.err().println(line);
  }

  /** A piece of the result in a style, if the result is coloured. */
  public String paint(Style style, String text) {
    return outColour ? style.paint(text) : text;
  }

  /** A piece of what is said on stderr in a style, if that is coloured. */
  public String paintTalk(Style style, String text) {
    return errColour ? style.paint(text) : text;
  }

  /** Whether results are coloured. */
  public boolean coloured() {
    return outColour;
  }

  /** How wide lines of the result may be: unlimited unless a person looks. */
  public OptionalInt resultWidth() {
    return streams.outIsTerminal() ? OptionalInt.of(terminalWidth()) : OptionalInt.empty();
  }

  /** How wide running text is set: as the terminal, but not wider than is good to read. */
  public int textWidth() {
    return Math.min(USUAL_WIDTH, streams.outIsTerminal() ? terminalWidth() : USUAL_WIDTH);
  }

  private int terminalWidth() {
    return Math.max(LEAST_WIDTH, streams.columns().orElse(USUAL_WIDTH));
  }

  /** Shows how far something is, on stderr. */
  public Progress progress(String what) {
    if (quiet) {
      return Progress.SILENT;
    }
    return streams.errIsTerminal() ? new ProgressBar(this, what) : new ProgressLines(this, what);
  }

  /** Writes over the line of the bar. */
  synchronized void rewrite(Bar shown, String line) {
    bar = shown;
    String fitting = TextWidth.cut(line, terminalWidth() - 1);
    streams.err().print("\r\u001b[K" + fitting);
    streams.err().flush();
  }

  /** The bar is not needed any more. */
  synchronized void erase(Bar shown) {
    if (Objects.equals(bar, shown)) {
      hideBar();
      bar = null;
    }
  }

  private void hideBar() {
    if (bar != null) {
      streams.err().print("\r\u001b[K");
      streams.err().flush();
      bar.hide();
    }
  }

  /** How wide the bar itself may be. */
  int talkWidth() {
    return terminalWidth();
  }
}
