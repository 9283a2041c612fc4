package dev.athanor.langchain4j;

import dev.langchain4j.exception.LangChain4jException;
import java.util.Optional;

/**
 * What a tool has thrown, so that the application catches the same again.
 *
 * @param type the name of its class
 * @param message that it carries
 * @param cause of it
 */
record Thrown(String type, Optional<String> message, Optional<Thrown> cause) {
  private static final int DEEPEST = 10;

  static Thrown of(Throwable thrown) {
    return of(thrown, 1);
  }

  private static Thrown of(Throwable thrown, int depth) {
    Throwable cause = thrown.getCause();
    return new Thrown(thrown.getClass().getName(), Optional.ofNullable(thrown.getMessage()),
        cause == null || depth == DEEPEST ? Optional.empty()
            : Optional.of(of(cause, depth + 1)));
  }

  /** The exception to throw. */
  RuntimeException again() {
    Throwable throwable = throwable();
    return throwable instanceof RuntimeException exception ? exception
        : new LangChain4jException(throwable.getMessage(), throwable);
  }

  private Throwable throwable() {
    Optional<Throwable> inner = cause.map(Thrown::throwable);
    try {
      Class<?> known = Loading.named(type);
      if (Throwable.class.isAssignableFrom(known)) {
        return made(known.asSubclass(Throwable.class), inner);
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      // Its class is not here, or has no constructor for a message: what it said is kept all the same.
    }
    return new LangChain4jException(message.orElse(type), inner.orElse(null));
  }

  private Throwable made(Class<? extends Throwable> known, Optional<Throwable> inner)
      throws ReflectiveOperationException {
    String text = message.orElse(null);
    Throwable made = inner.isPresent() ? withCause(known, text, inner.get())
        : known.getConstructor(String.class).newInstance(text);
    if (!of(made).equals(this)) {
      throw new ReflectiveOperationException(type + " makes another message of it");
    }
    return made;
  }

  private static Throwable withCause(Class<? extends Throwable> known,
      @org.jspecify.annotations.Nullable String text,
      Throwable cause) throws ReflectiveOperationException {
    try {
      return known.getConstructor(String.class, Throwable.class).newInstance(text, cause);
    } catch (NoSuchMethodException e) {
      return known.getConstructor(String.class).newInstance(text).initCause(cause);
    }
  }
}
