package dev.athanor.document.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributedTest {
  @TempDir
  Path folder;

  @Test
  void the_first_rule_that_matches_says_who_may_read_and_the_rest_is_for_the_others() throws IOException {
    Files.createDirectories(folder.resolve("hr"));
    for (String name : List.of("a.md", "hr/pay.md", "hr/open.md")) {
      Files.writeString(folder.resolve(name), "text");
    }
    FolderSource files =
        new FolderSource(new SourceId("docs"), folder, "docs/", Selection.of(List.of("**/*.md")),
            InstantSource.system());
    Source source =
        new Attributed(files, "docs/", Map.of("team", "sales"), List.of(rule("hr/open.md", "staff"), rule(
            "hr/**", "hr")), Optional.of(new Readers(Set.of("everybody"))));

    assertThat(source.list().entries()).extracting(Entry::attributes).containsExactly(attributes("everybody"),
        attributes("staff"), attributes("hr"));
    assertThat(source.ruled(new DocumentId("docs/hr/gone.md"))).contains(new Readers(Set.of("hr")));
    assertThat(source.open(source.list().entries().getFirst(), Optional.empty())).isPresent();
  }

  private static AccessRule rule(String match, String reader) {
    return new AccessRule(Glob.of(match), new Readers(Set.of(reader)));
  }

  private static Attributes attributes(String reader) {
    return new Attributes(Optional.empty(), Map.of("team", "sales"),
        Optional.of(new Readers(Set.of(reader))));
  }
}
