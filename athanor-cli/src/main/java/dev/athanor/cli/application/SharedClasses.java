package dev.athanor.cli.application;

import dev.athanor.run.Program;
import java.net.URL;
import java.util.List;
import java.util.Objects;

/**
 * What an application has in common with this program: the JDK, Athanor's core, and the JSON that stands in the core's own signatures. All else
 * this program is made of it can't see, so that it may have its own versions of it.
 */
final class SharedClasses extends ClassLoader {
  private static final String ATHANOR = "dev.athanor.";
  private static final List<String> JSON = List.of("tools.jackson.core.", "tools.jackson.databind.",
      "com.fasterxml.jackson.annotation.");
  private static final ClassLoader OURS = Objects.requireNonNull(SharedClasses.class.getClassLoader());
  /** Before the names of all that the core has. */
  private static final String CORE = before(Program.class.getName());

  SharedClasses() {
    super("shared", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (JSON.stream().anyMatch(name::startsWith) || isOfTheCore(name)) {
      return Class.forName(name, false, OURS);
    }
    throw new ClassNotFoundException(name);
  }

  /** Told without loading it: what wraps LangChain4j can't be loaded on this side. */
  private static boolean isOfTheCore(String name) {
    return name.startsWith(ATHANOR) && before(name).equals(CORE);
  }

  private static String before(String name) {
    String file = name.replace('.', '/') + ".class";
    URL place = OURS.getResource(file);
    return place == null ? "" : place.toString().substring(0, place.toString().length() - file.length());
  }
}
