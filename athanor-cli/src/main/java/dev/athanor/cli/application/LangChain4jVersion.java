package dev.athanor.cli.application;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of LangChain4j, as its jar is named: nothing in the jar says it.
 *
 * @param major number
 * @param minor number
 * @param text as it is written
 */
record LangChain4jVersion(int major, int minor, String text) implements Comparable<LangChain4jVersion> {
  /** The oldest one that {@code athanor-langchain4j}, which is compiled with a newer one, was seen to work with. */
  static final LangChain4jVersion OLDEST = new LangChain4jVersion(1, 18, "1.18");

  private static final Pattern JAR =
      Pattern.compile("langchain4j-core-((\\d{1,5})\\.(\\d{1,5})[^/]*)\\.jar");

  /** The one in a class path, if it is told there. */
  static Optional<LangChain4jVersion> in(List<Path> classPath) {
    return classPath.stream().map(entry -> JAR.matcher(String.valueOf(entry.getFileName())))
        .filter(Matcher::matches)
        .map(jar -> new LangChain4jVersion(Integer.parseInt(jar.group(2)), Integer.parseInt(jar.group(3)),
            jar.group(1)))
        .findFirst();
  }

  boolean tooOld() {
    return compareTo(OLDEST) < 0;
  }

  @Override
  public int compareTo(LangChain4jVersion other) {
    return Comparator.comparingInt(LangChain4jVersion::major).thenComparingInt(LangChain4jVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
