package dev.athanor.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream for results, in UTF-8, that remembers why it could not be written. */
public final class ResultStream extends PrintStream {
  private final Remembering remembering;

  /** Over the stream that the results go to. */
  public ResultStream(OutputStream to) {
    this(new Remembering(to));
  }

  private ResultStream(Remembering remembering) {
    super(new BufferedOutputStream(remembering), false, StandardCharsets.UTF_8);
    this.remembering = remembering;
  }

  /** Why something was lost, if it was. */
  public Optional<IOException> lost() {
    flush();
    return Optional.ofNullable(remembering.lost);
  }

  /** Whether something was lost because whoever read this stream has gone, as {@code head} does. */
  public boolean readerGone() {
    return lost().map(e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)).filter(message -> message
        .contains("broken pipe") || message.contains("epipe")).isPresent();
  }

  /** Passes on what it is given until that fails. A print stream itself only knows that something failed. */
  private static final class Remembering extends OutputStream {
    private final OutputStream to;
    private volatile @Nullable IOException lost;

    Remembering(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        to.write(bytes, from, length);
      } catch (IOException e) {
        lost = e;
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }
  }
}
