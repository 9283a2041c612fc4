package dev.athanor.cli.application;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads an application from its class path, with this program's {@code athanor-langchain4j} before it: what wraps the application's LangChain4j is
 * linked with that one, whichever version it is.
 */
final class ApplicationLoader implements AutoCloseable {
  private static final String INTERFACE = "dev.athanor.langchain4j.Application";
  private static final String START = "dev.athanor.langchain4j.ApplicationStart";
  private static final String MODEL = "dev/langchain4j/model/chat/ChatModel.class";

  private final ClassPath classPath;
  private final URLClassLoader loader;

  private ApplicationLoader(ClassPath classPath, URLClassLoader loader) {
    this.classPath = classPath;
    this.loader = loader;
  }

  /**
   * Of a class path.
   *
   * @throws AthanorException {@code application-langchain4j} if it has no LangChain4j, or one that is too old
   */
  static ApplicationLoader of(ClassPath classPath) {
    Optional<LangChain4jVersion> version = LangChain4jVersion.in(classPath.entries());
    if (version.isPresent() && version.get().tooOld()) {
      throw problem(
          "has LangChain4j " + version.get() + "; expected " + LangChain4jVersion.OLDEST + " or newer");
    }
    URL[] urls = Stream.concat(Stream.of(adapter()), Stream.of(classPath.urls())).toArray(URL[]::new);
    ApplicationLoader made =
        new ApplicationLoader(classPath, new URLClassLoader("application", urls, new SharedClasses()));
    if (made.loader.getResource(MODEL) == null) {
      made.close();
      throw problem("has no LangChain4j; add the jars that it depends on, which are there after: mvn"
          + " dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/lib");
    }
    return made;
  }

  private static AthanorException problem(String what) {
    return AthanorException.user("application-langchain4j", "the class path of the application " + what);
  }

  /** Where the adapter is: its jar, which this program has with it and never links. */
  private static URL adapter() {
    try {
      Class<?> start = Class.forName(START, false, ApplicationLoader.class.getClassLoader());
      return Objects.requireNonNull(start.getProtectionDomain().getCodeSource().getLocation());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "athanor-langchain4j belongs on the class path of this program and is not there", e);
    }
  }

  ClassLoader classes() {
    return loader;
  }

  /** Which LangChain4j there is, for messages. */
  String langChain4j() {
    return LangChain4jVersion.in(classPath.entries()).map(version -> "LangChain4j " + version)
        .orElse("its LangChain4j");
  }

  Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }

  /** Whether a class is an application as evaluations start it. */
  boolean isApplication(Class<?> type) throws ClassNotFoundException {
    return Class.forName(INTERFACE, false, loader).isAssignableFrom(type);
  }

  /** What starts one. */
  Object start() throws ReflectiveOperationException {
    return Class.forName(START, true, loader).getConstructor().newInstance();
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
