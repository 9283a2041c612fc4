package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of source has a document of 2024 and one of 2026. */
class ModifiedFilterTest {
  @TempDir
  private Path folder;

  private HttpServer server;

  ModifiedFilterTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext("/", exchange -> {
      boolean start = exchange.getRequestURI().getPath().equals("/start");
      byte[] body = (start ? "<meta name=robots content=noindex><a href=old>o</a><a href=new>n</a>"
          : "<p>The furnace of the web is hot.").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.getResponseHeaders().set("Last-Modified", exchange.getRequestURI().getPath().equals("/old")
          ? "Wed, 01 May 2024 08:00:00 GMT"
          : "Sun, 01 Feb 2026 08:00:00 GMT");
      boolean robots = exchange.getRequestURI().getPath().equals("/robots.txt");
      try (exchange) {
        exchange.sendResponseHeaders(robots ? 404 : 200, robots ? -1 : body.length);
        if (!robots) {
          exchange.getResponseBody().write(body);
        }
      }
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aDateOfModificationIsKnownOfTheDocumentsOfEverySource() throws Exception {
    Instant old = Instant.parse("2024-05-01T08:00:00Z");
    Instant fresh = Instant.parse("2026-02-01T08:00:00Z");
    for (Instant at : new Instant[]{old, fresh}) {
      String name = at.equals(old) ? "old.md" : "new.md";
      Handbook.file(folder.resolve("docs"), name, "The furnace of the folder is hot.\n");
      Files.setLastModifiedTime(folder.resolve("docs").resolve(name), FileTime.from(at));
    }
    Files.createDirectories(folder.resolve("packed"));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("packed/a.zip")))) {
      for (Instant at : new Instant[]{old, fresh}) {
        zip.putNextEntry(
            new ZipEntry(at.equals(old) ? "old.md" : "new.md").setLastModifiedTime(FileTime.from(at)));
        zip.write("The furnace of the archive is hot.\n".getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    mail("old", "Wed, 01 May 2024 08:00:00 +0000");
    mail("new", "Sun, 01 Feb 2026 08:00:00 +0000");
    Handbook.file(folder.resolve("exports"), "a.csv", """
        name,changed,text
        old,2024-05-01,The furnace of records is hot.
        new,2026-02-01,The furnace of records is hot.
        """);
    repository(old, fresh);
    Files.writeString(folder.resolve("athanor.yaml"), """
        knowledge:
          sources:
            - {folder: docs, name: folder}
            - {archive: packed, name: archive}
            - {mail: mails, name: mail}
            - {records: exports, name: records, id: name, text: text, metadataFrom: {modified: changed}}
            - {git: repository, name: git}
            - {web: "http://127.0.0.1:%d/start", within: "http://127.0.0.1:%d/", name: web, pause: 1 ms}
          retrieval: {mode: keyword, k: 50, copies: {collapse: false}}
        """.formatted(server.getAddress().getPort(), server.getAddress().getPort()));
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    Result synced = shell.athanor("sync");
    assertThat(synced.code()).as(synced.out() + synced.err()).isZero();

    assertThat(found(shell, "modified>=2026-01-01")).hasSize(6).allMatch(name -> name.contains("new"));
    assertThat(found(shell, "modified<2026-01-01")).hasSize(6).allMatch(name -> name.contains("old"));
    assertThat(found(shell, "modified:*")).hasSize(12);
  }

  private void mail(String name, String date) {
    Handbook.file(folder.resolve("mails"), name + ".eml", """
        From: a@example.org
        Date: %s
        Message-ID: <%s>

        The furnace of the mail is hot.
        """.formatted(date, name));
  }

  private void repository(Instant old, Instant fresh) throws Exception {
    Path repository = folder.resolve("repository");
    try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
      for (Instant at : new Instant[]{old, fresh}) {
        Handbook.file(repository, at.equals(old) ? "old.md" : "new.md",
            "The furnace of the repository is hot.\n");
        git.add().addFilepattern(".").call();
        PersonIdent anna = new PersonIdent("Anna", "anna@example.org", at, ZoneOffset.UTC);
        git.commit().setMessage("more").setAuthor(anna).setCommitter(anna).setSign(false).call();
      }
    }
  }

  private static Set<String> found(CommandLineUnderTest shell, String filter) {
    Set<String> found = new TreeSet<>();
    shell.athanor("search", "--json", "--filter", filter, "hot", "furnace").json().path("hits")
        .forEach(hit -> found.add(hit.path("document").asString()));
    return found;
  }
}
