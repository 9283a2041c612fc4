package dev.athanor.store.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeExampleTest {
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleInTheReadmeCompilesAndDoesWhatItsCommentsSay(@TempDir Path folder) throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    compile(SURROUNDINGS.replace("/*EXAMPLE*/", example()), classes);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[]{classes.toUri().toURL()}, getClass().getClassLoader())) {
      Method run = loader.loadClass("Example").getMethod("run", Path.class);
      assertThat(run.invoke(null, folder))
          .isEqualTo("Waiting; sent to Ada: Dear Ada; sent 1; identical true, lived 0");
    }
  }

  private static String example() throws IOException {
    Path readme = Path.of("..", "README.md");
    Matcher block = JAVA_BLOCK.matcher(Files.readString(readme));
    assertThat(block.find()).as("README.md has a Java example").isTrue();
    return block.group(1);
  }

  private static void compile(String source, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    StringWriter problems = new StringWriter();
    List<String> options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(problems, null, null, options, null, List.of(file)).call();
    assertThat(compiled).as(problems.toString()).isTrue();
  }

  /** What the reader of the README is not shown: imports, and two operations of the most simple kind. */
  private static final String SURROUNDINGS =
      """
          import dev.athanor.journal.*;
          import dev.athanor.json.Codec;
          import dev.athanor.run.*;
          import dev.athanor.store.journal.SqliteJournal;
          import java.util.concurrent.atomic.AtomicInteger;

          public class Example {
            static final AtomicInteger SENT = new AtomicInteger();

            record Letter(String to, String text) {}

            record Simple<Q>(String name, Effect effect, Codec<Q> request, java.util.function.Function<Q, String> body)
                implements Operation<Q, String> {
              public String version() {
                return "1";
              }
              public Codec<String> response() {
                return Codec.TEXT;
              }
              public String live(Q request, Attempt attempt) {
                return body.apply(request);
              }
            }

            static Operation<String, String> draft() {
              return new Simple<>("draft", Effect.SAMPLED, Codec.TEXT, name -> "Dear " + name);
            }

            static Operation<Letter, String> mail() {
              return new Simple<>("mail", Effect.WRITE, Codec.of(Letter.class), letter -> {
                SENT.incrementAndGet();
                return "sent to " + letter.to() + ": " + letter.text();
              });
            }

            public static String run(java.nio.file.Path folder) {
              /*EXAMPLE*/
              return waits.getClass().getSimpleName() + "; " + done.output() + "; sent " + SENT.get() + "; identical "
                  + proof.identical() + ", lived " + proof.lived();
            }
          }
          """;
}
