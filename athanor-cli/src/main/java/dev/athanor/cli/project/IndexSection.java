package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.opensearch.index.OpenSearchSettings;
import dev.athanor.opensearch.wire.Address;
import dev.athanor.opensearch.wire.Password;
import dev.athanor.yaml.YamlMap;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code knowledge.index}.
 *
 * @param folder of the project, which files are relative to
 */
record IndexSection(Path folder) {
  /** Where the index is; empty for the folder of the project. */
  Optional<OpenSearchSettings> read(YamlMap map) {
    YamlMap cluster = map.map("opensearch");
    map.finish();
    return map.keys().contains("opensearch") ? Optional.of(cluster(cluster)) : Optional.empty();
  }

  private OpenSearchSettings cluster(YamlMap map) {
    if (map.keys().contains("password")) {
      throw map.problem("password", map.inside("password")
          + " is here; a password does not belong in this file: put it"
          + " in a variable of the environment and name that with passwordVariable, or in a file outside of version"
          + " control and name that with passwordFile");
    }
    List<URI> nodes = map.reads("url", IndexSection::uri);
    if (nodes.isEmpty()) {
      throw map.problem("url", map.inside("url")
          + " is missing; expected the address of a node, or a list of them, such as https://search.example.org:9200");
    }
    String name = map.text("name").orElseThrow(() -> map.problem("name", map.inside("name")
        + " is missing; expected what to call the index in that cluster, such as \"handbook\""));
    Optional<Address.Login> login = login(map);
    Optional<Path> authority = map.text("authority").map(file -> folder.resolve(file).normalize());
    int shards = map.atLeastOne("shards").orElse(OpenSearchSettings.SHARDS);
    int copies = map.atLeastOne("copies").orElse(OpenSearchSettings.COPIES);
    int kept = map.atLeastOne("keptSnapshots").orElse(OpenSearchSettings.KEPT_SNAPSHOTS);
    map.finish();
    return map.build(
        () -> new OpenSearchSettings(new Address(nodes, login, authority), name, shards, copies, kept));
  }

  private Optional<Address.Login> login(YamlMap map) {
    Optional<String> user = map.text("user");
    Optional<Password> variable = map.text("passwordVariable")
        .map(name -> new Password.Variable(SecretGuard.variable(map, "passwordVariable", name)));
    Optional<Password> file =
        map.text("passwordFile").map(name -> new Password.InFile(folder.resolve(name).normalize()));
    if (variable.isPresent() && file.isPresent()) {
      throw map.problem("passwordFile", map.inside("passwordVariable")
          + " and passwordFile exclude each other; keep the one that says where the password is");
    }
    Optional<Password> password = variable.or(() -> file);
    if (user.isPresent() != password.isPresent()) {
      throw map.problem("user",
          map.inside("user") + " and a password belong together; expected user with either"
              + " passwordVariable or passwordFile, or none of them");
    }
    return user.map(each -> new Address.Login(each, password.orElseThrow()));
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text.strip());
      if (uri.getHost() != null && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(text);
    }
    throw notAnAddress(text);
  }

  /** Does not repeat a name and a password that somebody has put there. */
  private static AthanorException notAnAddress(String text) {
    return AthanorException.user("opensearch-address", "\"" + text.replaceAll("//[^/@]*@", "//…@")
        + "\" is no address of a node; expected one such as https://search.example.org:9200, without a name and a"
        + " password");
  }
}
