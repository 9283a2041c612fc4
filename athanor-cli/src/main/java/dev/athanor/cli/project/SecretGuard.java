package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.yaml.YamlMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Keeps keys out of the project's file, which goes into version control. No message repeats what it has refused. */
final class SecretGuard {
  private static final Set<String> HEADERS =
      Set.of("authorization", "proxy-authorization", "x-api-key", "api-key",
          "x-goog-api-key", "cookie");
  /** How providers' keys begin, and long words of letters and digits with nothing that is read aloud. */
  private static final Pattern KEY = Pattern.compile(
      "(?i)(?:bearer\\s+\\S{8,}|(?:sk|pk|rk|gsk|xai|hf|r8|tgp|nvapi|key)[-_][\\w-]{12,}|AIza[\\w-]{20,}|[0-9a-f]{32,}"
          + "|(?=[\\w-]*\\d)(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])[\\w-]{32,})");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String ADVICE =
      "; a key does not belong in this file: put it in a variable of the environment and name that with"
          + " keyVariable, or in a file outside of version control and name that with keyFile";

  private SecretGuard() {}

  /** The value, if it is no key. */
  static String plain(YamlMap map, String key, String value) {
    if (KEY.matcher(value.strip()).matches()) {
      throw map.problem(key, map.inside(key) + " looks like a key" + ADVICE);
    }
    return value;
  }

  /** The value of a header, if it is none that carries a key. */
  static String header(YamlMap map, String name, String value) {
    if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      throw map.problem(name, "the header " + name + " carries a key" + ADVICE);
    }
    return plain(map, name, value);
  }

  /** The name of a variable. */
  static String variable(YamlMap map, String key, String value) {
    plain(map, key, value);
    if (!VARIABLE.matcher(value).matches()) {
      throw map.problem(key,
          map.inside(key) + " is no name of a variable of the environment; expected letters, digits and _,"
              + " such as MY_PROVIDER_KEY");
    }
    return value;
  }

  /** A database's password in the file. */
  static AthanorException databasePassword(YamlMap map) {
    return map.problem("password", map.inside("password")
        + " is here; a password does not belong in this file: put it in a variable of the environment and name that with"
        + " passwordVariable");
  }

  /** What somebody has written under {@code key}. */
  static AthanorException keyItself(YamlMap map, String key) {
    return map.problem(key, map.inside(key) + " is here" + ADVICE);
  }
}
