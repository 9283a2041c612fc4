package dev.athanor.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every piece of Java in the README and the documentation compiles, with what a reader has around it. */
class JavaSnippetsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir
  private Path folder;

  static Stream<Snippet> snippets() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> files =
          Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(file -> file.toString()
              .endsWith(".md")).sorted()).toList();
      return files.stream().flatMap(file -> Snippet.in(ROOT, file).stream());
    }
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void itCompiles(Snippet snippet) throws IOException {
    Around around = Around.of(snippet).orElseThrow(() -> new AssertionError(snippet
        + ": say in Around what a reader has around \"" + snippet.name() + "\""));
    assertThat(errors(around, snippet)).isEmpty();
  }

  @Test
  void whatDoesNotCompileIsNamedByItsLineInTheDocument() throws IOException {
    Snippet wrong = new Snippet("docs/x.md", 1, 40, "var list = List.of(1);\nlist.appendAll(2);\n");
    Around around = new Around(Around.Form.STATEMENTS, "java.util.List", "");
    assertThat(errors(around, wrong)).singleElement().asString()
        .startsWith("docs/x.md:41: cannot find symbol")
        .contains("appendAll");
  }

  private List<String> errors(Around around, Snippet snippet) throws IOException {
    Around.Source source = around.source("Snippet", snippet.code());
    Path file = Files.writeString(folder.resolve("Snippet.java"), source.head() + source.rest());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var found = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT,
        StandardCharsets.UTF_8)) {
      compiler.getTask(null, files, found,
          List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty(
              "java.class.path")),
          null, files.getJavaFileObjects(file)).call();
    }
    return found.getDiagnostics().stream().filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> snippet.file() + ":" + (each.getLineNumber() - source.before() + snippet.line() - 1)
            + ": "
            + each.getMessage(Locale.ROOT))
        .toList();
  }
}
