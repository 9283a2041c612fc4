package dev.athanor.document.source.archive;

import dev.athanor.document.source.Selection;
import java.util.List;
import java.util.Optional;

/** Looks at the names in an archive, which anybody may have written. */
final class MemberName {
  private MemberName() {
  }

  /** What is wrong with a name, if it leads out of the archive or is none. */
  static Optional<String> problem(String name) {
    String slashes = name.replace('\\', '/');
    boolean absolute = slashes.startsWith("/") || slashes.matches("[A-Za-z]:.*");
    if (absolute || List.of(slashes.split("/", -1)).contains("..")) {
      return Optional
          .of("its name leads out of the archive; nothing is read from such a member: pack it again with"
              + " relative names, or exclude it");
    }
    return name.isBlank() || name.chars().anyMatch(Character::isISOControl) ? Optional.of(
        "its name is blank or has control characters; pack it again under another name") : Optional.empty();
  }

  /** Whether it is no document, as a file or folder of such a name is none; macOS puts such members into every archive. */
  static boolean isHidden(String name) {
    return Selection.isHidden(name.replace('\\', '/'));
  }

  /** A name to show: without what a terminal would obey. */
  static String shown(String name) {
    String visible = name.replaceAll("\\p{Cntrl}", "?").strip();
    return visible.isEmpty() ? "?" : visible;
  }
}
