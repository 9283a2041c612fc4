package dev.athanor.cli.application;

import dev.athanor.run.Program;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an application has in common with this program: the JDK, Athanor's core, and the JSON that stands in the core's own signatures. All else
 * this program is made of it can't see, so that it may have its own versions of it.
 */
final class SharedClasses extends ClassLoader {
  private static final String ATHANOR = "dev.athanor.";
  private static final List<String> JSON = List.of("tools.jackson.core.", "tools.jackson.databind.",
      "com.fasterxml.jackson.annotation.");
  private static final ClassLoader OURS = Objects.requireNonNull(SharedClasses.class.getClassLoader());

  SharedClasses() {
    super("shared", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (JSON.stream().anyMatch(name::startsWith)) {
      return Class.forName(name, false, OURS);
    }
    if (name.startsWith(ATHANOR)) {
      Class<?> ours = Class.forName(name, false, OURS);
      if (Objects.equals(place(ours), place(Program.class))) {
        return ours;
      }
    }
    throw new ClassNotFoundException(name);
  }

  private static @Nullable Object place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? null : String.valueOf(source.getLocation());
  }
}
