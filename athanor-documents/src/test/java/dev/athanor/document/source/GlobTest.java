package dev.athanor.document.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"**/*.md | a.md | true", "**/*.md | a/b/c.MD | true",
      "*.md | a/b.md | true",
      "/*.md | a/b.md | false", "docs/*.md | docs/a.md | true", "docs/*.md | docs/x/a.md | false",
      "docs/**/a.md | docs/a.md | true", "docs/**/a.md | docs/x/y/a.md | true", "*.{md,txt} | a.txt | true",
      "*.{md,txt} | a.pdf | false", "a?.md | ab.md | true", "a?.md | a.md | false", "[a-c].md | b.md | true",
      "[!a-c].md | b.md | false", "drafts/ | drafts/x/y.md | true", "drafts/ | final/y.md | false",
      "Größe *.md | Größe 1.md | true", "a+b(1).md | a+b(1).md | true"})
  void a_pattern_covers_what_build_tools_would_cover(String pattern, String path, boolean covered) {
    assertThat(Glob.of(pattern).matches(path)).isEqualTo(covered);
  }

  @Test
  void a_folder_is_covered_when_all_below_it_is() {
    assertThat(Glob.of("drafts/").coversFolder("drafts")).isTrue();
    assertThat(Glob.of("drafts/**").coversFolder("drafts")).isTrue();
    assertThat(Glob.of("node_modules").coversFolder("a/node_modules")).isTrue();
    assertThat(Glob.of("*.md").coversFolder("drafts")).isFalse();
  }

  @Test
  void a_malformed_pattern_is_refused_with_an_example() {
    assertThatThrownBy(() -> Glob.of("docs/[a.md")).isInstanceOf(AthanorException.class)
        .hasMessage("\"docs/[a.md\" is no file pattern: a [ without its ]."
            + " Expected something like \"**/*.md\" or \"drafts/**\". Mend it in athanor.yaml.");
    assertThatThrownBy(() -> Glob.of("{md,txt")).isInstanceOf(AthanorException.class);
  }
}
