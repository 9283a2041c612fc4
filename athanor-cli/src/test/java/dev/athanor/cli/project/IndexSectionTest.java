package dev.athanor.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.opensearch.index.OpenSearchSettings;
import dev.athanor.opensearch.wire.Address;
import dev.athanor.opensearch.wire.Password;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexSectionTest {
  @TempDir
  private Path folder;

  private Optional<OpenSearchSettings> read(String index) throws IOException {
    Path file = Files.writeString(folder.resolve("athanor.yaml"),
        "knowledge:\n  sources: [{folder: docs}]\n  index: " + index + "\n");
    return ProjectFile.read(file).knowledge().cluster();
  }

  @Test
  void everyKeyOfAClusterIsRead() throws IOException {
    assertThat(read("{opensearch: {url: [https://a:9200, https://b:9200], name: handbook, user: athanor, "
        + "passwordFile: secret, authority: root.pem, shards: 3, copies: 1, keptSnapshots: 9}}"))
        .contains(new OpenSearchSettings(
            new Address(List.of(URI.create("https://a:9200"), URI.create("https://b:9200")),
                Optional.of(new Address.Login("athanor", new Password.InFile(folder.resolve("secret")))),
                Optional.of(folder.resolve("root.pem"))),
            "handbook", 3, 1, 9));
  }

  @Test
  void whatIsNotWrittenHasItsDefault() throws IOException {
    assertThat(read("{opensearch: {url: http://search:9200, name: handbook}}"))
        .contains(OpenSearchSettings.of(Address.of(URI.create("http://search:9200")), "handbook"));
    assertThat(read("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{opensearch: {name: a}} | url is missing; expected the address of a node",
      "{opensearch: {url: http://a}} | name is missing; expected what to call the index",
      "{opensearch: {url: 'http://me:pass@a', name: a}} | \"http://…@a\" is no address of a node",
      "{opensearch: {url: http://a, name: A b}} | \"A b\" can't be the name of an OpenSearch index",
      "{opensearch: {url: https://a, name: a, password: x}} | a password does not belong in this file",
      "{opensearch: {url: https://a, name: a, user: x}} | user and a password belong together",
      "{opensearch: {url: https://a, name: a, user: x, passwordFile: f, passwordVariable: V}} | exclude each other",
      "{opensearch: {url: http://a, name: a, user: x, passwordFile: f}} | would travel to http://a in the clear",
      "{opensearch: {url: http://a, name: a, shard: 2}} | unknown key \"shard\" in knowledge.index.opensearch",
      "{solr: {url: http://a}} | unknown key \"solr\" in knowledge.index"})
  void aMistakeIsNamed(String index, String message) {
    assertThatThrownBy(() -> read(index)).hasMessageContaining(message).hasMessageContaining("athanor.yaml");
  }
}
