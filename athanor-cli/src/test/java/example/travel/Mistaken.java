package example.travel;

import dev.athanor.json.Codec;
import dev.athanor.langchain4j.Application;
import dev.athanor.langchain4j.Journaled;
import dev.athanor.run.Program;
import org.jspecify.annotations.Nullable;

/** Applications that can't be started. */
public final class Mistaken {
  private Mistaken() {}

  private static Program<String, String> echo(Journaled journaled) {
    return journaled.program("echo", Codec.TEXT, Codec.TEXT, text -> text);
  }

  /** Wants to be told something. */
  public record WithParameters(String name) implements Application {
    @Override
    public Program<String, String> program(Journaled journaled) {
      return echo(journaled);
    }
  }

  /** Can't be seen. */
  static final class Hidden implements Application {
    public Hidden() {}

    @Override
    public Program<String, String> program(Journaled journaled) {
      return echo(journaled);
    }
  }

  /** Needs what is not there. */
  public static final class Failing implements Application {
    /** Made by name. */
    public Failing() {}

    @Override
    public Program<String, String> program(Journaled journaled) {
      throw new IllegalStateException("the database is away");
    }
  }

  /** Makes nothing. */
  public static final class Nothing implements Application {
    /** Made by name. */
    public Nothing() {}

    @Override
    @SuppressWarnings("NullAway") // which is the mistake
    public @Nullable Program<String, String> program(Journaled journaled) {
      return null;
    }
  }

  /** Is built on a library whose jar is missing. */
  public static final class Unlinked implements Application {
    /** Made by name. */
    public Unlinked() {}

    @Override
    public Program<String, String> program(Journaled journaled) {
      try {
        Class.forName("org.springframework.boot.SpringApplication");
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
      return echo(journaled);
    }
  }
}
