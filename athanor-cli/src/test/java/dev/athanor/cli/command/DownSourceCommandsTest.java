package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DownSourceCommandsTest {
  @TempDir
  private Path folder;

  @Test
  void aSourceThatIsDownIsNamedAndTheOthersAreSynced() throws IOException {
    Path wiki = folder.resolve("wiki");
    Path docs = folder.resolve("docs");
    Handbook.file(wiki, "parking.md", "# Parking\n\nThe gate opens at six.\n");
    Handbook.write(docs);
    Files.writeString(folder.resolve("athanor.yaml"), """
        knowledge:
          sources:
            - folder: wiki
              name: wiki
            - folder: docs
        """);
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync").code()).isZero();
    Files.move(wiki, folder.resolve("unmounted"));
    Handbook.file(docs, "new.md", "# New\n\nThe lift is new.\n");

    Result preview = shell.athanor("sync", "--dry-run");
    assertThat(preview.err())
        .contains("source \"wiki\" could not be listed, so that its documents stay as they are");

    Result partly = shell.athanor("sync", "--json");
    assertThat(partly.code()).isEqualTo(ExitCode.PARTLY_SYNCED.number());
    JsonNode json = partly.json();
    assertThat(json.path("added").asInt()).isEqualTo(1);
    assertThat(json.path("deleted").asInt()).isZero();
    assertThat(json.path("failedSources").path(0).path("source").asString()).isEqualTo("wiki");
    assertThat(json.path("failedSources").path(0).path("reason").asString()).isEqualTo("The folder " + wiki
        + " of source \"wiki\" does not exist. Create it, or name another one in athanor.yaml.");
    assertThat(shell.athanor("sync").out()).contains(
        "1 source could not be listed, and what is known of it stays as it is:\n  wiki: The folder " + wiki);
    assertThat(shell.athanor("documents").out()).contains("wiki/parking.md", "new.md");

    Result alone = shell.athanor("sync", "--source", "wiki");
    assertThat(alone.code()).isEqualTo(ExitCode.USER.number());
    assertThat(alone.err()).contains("Nothing was changed.");

    Files.move(folder.resolve("unmounted"), wiki);
    assertThat(shell.athanor("sync").code()).isZero();
  }

  @Test
  void aSiteThatIsDownIsASourceThatIsDownAndItsDocumentsStay() throws IOException {
    Handbook.write(folder.resolve("docs"));
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", DownSourceCommandsTest::gate);
    server.start();
    String site = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try {
      Files.writeString(folder.resolve("athanor.yaml"), """
          knowledge:
            sources:
              - {web: "%1$sgate", within: "%1$s", name: site, pause: 1 ms}
              - folder: docs
          """.formatted(site));
      assertThat(CommandLineUnderTest.in(folder).athanor("sync").code()).isZero();
    } finally {
      server.stop(0);
    }
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);

    Result partly = shell.athanor("sync", "--json");

    assertThat(partly.code()).isEqualTo(ExitCode.PARTLY_SYNCED.number());
    assertThat(partly.json().path("failedSources").path(0).path("reason").asString())
        .startsWith(
            "Nothing of the site of source \"site\" could be asked: " + site + "gate: nobody answers at ")
        .endsWith("See that it answers, or mend its addresses in athanor.yaml, and sync again.");
    assertThat(shell.athanor("documents").out()).contains("site/127.0.0.1:");
    Result alone = shell.athanor("sync", "--source", "site");
    assertThat(alone.code()).isEqualTo(ExitCode.DATA.number());
    assertThat(alone.err()).contains("could be asked").contains("Nothing was changed.");
  }

  private static void gate(HttpExchange exchange) throws IOException {
    boolean page = exchange.getRequestURI().getPath().equals("/gate");
    byte[] body = "<p>The gate opens at six.".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    try (exchange) {
      exchange.sendResponseHeaders(page ? 200 : 404, page ? body.length : -1);
      if (page) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
