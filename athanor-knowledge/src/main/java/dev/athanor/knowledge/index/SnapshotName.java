package dev.athanor.knowledge.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.util.regex.Pattern;

/**
 * The name of one committed state of an index, such as {@code s12-9f3ab2c1}: its number in the index, and the start of a
 * hash over everything that was ever written to it. Two indexes share a name only if they were written alike.
 *
 * @param value the name
 */
public record SnapshotName(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("s[1-9][0-9]{0,17}-[0-9a-f]{8}");
  private static final int HASH_DIGITS = 8;

  /** Checks the form. */
  @JsonCreator
  public SnapshotName {
    if (!FORM.matcher(value).matches()) {
      throw AthanorException.user("snapshot-name", "\"" + value
          + "\" is no snapshot name; expected one like s12-9f3ab2c1; `athanor doctor` lists those that exist");
    }
  }

  static SnapshotName of(long number, Hash history) {
    return new SnapshotName("s" + number + "-" + history.hex().substring(0, HASH_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
