package dev.athanor.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The name of a run. The same name is the same run.
 *
 * @param value 1 to 100 letters, digits, {@code .}, {@code _}, {@code -}
 */
public record RunId(@JsonValue String value) implements Comparable<RunId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_LENGTH = 12;

  /** Checks the form. */
  @JsonCreator
  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw AthanorException.user("run-id", "\"" + value
          + "\" can't name a run: expected 1 to 100 letters, digits,"
          + " '.', '_' or '-'");
    }
  }

  /** A new name that no other run has. */
  public static RunId fresh() {
    StringBuilder name = new StringBuilder(RANDOM_LENGTH);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      name.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new RunId(name.toString());
  }

  /** The name of the run that this run starts at a path: always the same one. */
  public RunId child(Path path) {
    return new RunId(Hash.of(value + "\n" + path).hex().substring(0, 24));
  }

  /** The name of the run that continues this one. */
  public RunId successor() {
    return new RunId(Hash.of(value + "\ncontinued").hex().substring(0, 24));
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
