package dev.athanor.models.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.models.wire.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fetches keys, each time anew: a key that was changed counts at once. Safe for use by many threads. */
final class Keys {
  private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ,
      PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
  private static final int LARGEST = 16 << 10;

  private final UnaryOperator<@Nullable String> environment;

  Keys(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  Secret of(ProviderSettings provider) {
    return switch (provider.key()) {
      case KeySource.None _ -> Secret.NONE;
      case KeySource.Environment variables -> variable(provider, variables);
      case KeySource.InFile(var path) -> file(provider, path);
    };
  }

  /** What to do if a provider does not take the key. */
  static String advice(ProviderSettings provider) {
    return switch (provider.key()) {
      case KeySource.None _ -> "its settings name no key";
      case KeySource.Environment(var names, _) -> "see that " + String.join(" or ", names)
          + " holds a key that is valid and may use the model";
      case KeySource.InFile(var path) ->
          "see that " + path + " holds a key that is valid and may use the model";
    };
  }

  private Secret variable(ProviderSettings provider, KeySource.Environment variables) {
    List<String> set = variables.names().stream().map(environment).filter(Objects::nonNull)
        .map(Objects::requireNonNull).map(String::strip).filter(value -> !value.isEmpty()).toList();
    if (set.isEmpty() && variables.required()) {
      throw AthanorException.user("key-missing", "the provider \"" + provider.name() + "\" needs a key, and "
          + String.join(" and ", variables.names()) + (variables.names().size() == 1 ? " is" : " are")
          + " not set in the environment; set it, or name a file with the key in the provider's settings");
    }
    return set.isEmpty() ? Secret.NONE
        : secret(provider, set.getFirst(), String.join(" or ", variables.names()));
  }

  private static Secret file(ProviderSettings provider, Path path) {
    try {
      requirePrivate(provider, path);
      if (Files.size(path) > LARGEST) {
        throw problem(provider, path, "has more than " + LARGEST + " bytes; expected one line with the key");
      }
      String key = Files.readString(path).lines().findFirst().orElse("").strip();
      if (key.isEmpty()) {
        throw problem(provider, path, "is empty; expected one line with the key");
      }
      return secret(provider, key, path.toString());
    } catch (IOException e) {
      throw problem(provider, path, "can't be read (" + e.getClass().getSimpleName()
          + "); put the key there, as one line that only you may read");
    }
  }

  private static void requirePrivate(ProviderSettings provider, Path path) throws IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw problem(provider, path,
          "may be read or written by others (" + PosixFilePermissions.toString(permissions)
              + "); run: chmod 600 " + path);
    }
  }

  /** A header can carry visible characters only; what else is there was not meant to be. */
  private static Secret secret(ProviderSettings provider, String key, String place) {
    if (!key.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
      throw AthanorException.user("key-malformed",
          "the key of the provider \"" + provider.name() + "\" in " + place
              + " has blanks or characters beyond ASCII; expected the key alone");
    }
    return Secret.of(key);
  }

  private static AthanorException problem(ProviderSettings provider, Path path, String what) {
    return AthanorException.user("key-file",
        "the file " + path + " with the key of the provider \"" + provider.name()
            + "\" " + what);
  }
}
