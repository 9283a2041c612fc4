package dev.athanor.document.source;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which files of a folder are documents.
 *
 * @param include a file is one if any of these matches; all files are when there are none
 * @param exclude and none of these does
 * @param maxBytes a larger file is reported as failed without being read
 */
public record Selection(List<Glob> include, List<Glob> exclude, long maxBytes) {

  /** 100 MB: what one document may have unless the project says otherwise. */
  public static final long STANDARD_MAX_BYTES = 100_000_000;

  /** What stands for this folder and the one above it; no folder is called so. */
  private static final Set<String> PLACES = Set.of(".", "..");

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** The files that match one of the patterns, up to the standard size. */
  public static Selection of(List<String> include) {
    return new Selection(include.stream().map(Glob::of).toList(), List.of(), STANDARD_MAX_BYTES);
  }

  /** The same without what the patterns match. */
  public Selection except(List<String> patterns) {
    return new Selection(include, patterns.stream().map(Glob::of).toList(), maxBytes);
  }

  /** Whether a name, or that of a folder on the way to it, says that it is hidden: hidden files are no documents. */
  public static boolean isHidden(String path) {
    return Arrays.stream(path.split("/")).anyMatch(part -> part.startsWith(".") && !PLACES.contains(part));
  }

  /** Whether a document of this name is asked for. */
  public boolean includes(String path) {
    return include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(path));
  }

  /** Whether a document of this name is not wanted, also if it is asked for. */
  public boolean excludes(String path) {
    return exclude.stream().anyMatch(glob -> glob.matches(path));
  }

  /** Whether nothing below a folder is wanted, so that it need not be looked into. */
  public boolean excludesFolder(String path) {
    return exclude.stream().anyMatch(glob -> glob.coversFolder(path));
  }
}
