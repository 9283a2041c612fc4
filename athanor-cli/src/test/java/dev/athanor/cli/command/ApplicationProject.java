package dev.athanor.cli.command;

import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import example.travel.TravelDesk;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A project that evaluates an application on LangChain4j: its classes are in {@code target/classes} and its libraries in {@code target/lib}, as Maven
 * puts them.
 *
 * @param folder of the project
 */
public record ApplicationProject(Path folder) {
  /** What the application is built on; Athanor's own libraries and their JSON are not among it. */
  private static final Pattern LIBRARIES = Pattern.compile(
      ".*/(langchain4j(-core|-open-ai|-http-client|-http-client-jdk)?|jackson-(core|databind|annotations)|slf4j-api)"
          + "-[0-9][^/]*\\.jar");
  private static final Pattern JACKSON_3 = Pattern.compile(".*/tools/jackson/.*");

  /** Wants a room or to know the weather, and is told by the tools. */
  public static Simulator provider() {
    return Simulator.start(SimulatorSettings.of(Script.of(
        Rule.any().ifTool("book").ifUserSays("room").onTurn(1).calls("book", "{\"city\":\"Rome\"}"),
        Rule.any().ifTool("weather").ifUserSays("weather").onTurn(1).calls("weather", "{\"city\":\"Rome\"}"),
        Rule.any().ifTool("weather").ifUserSays("weather").says("It is ${tool_result}."),
        Rule.any().ifTool("weather").ifUserSays("room").says("I was told: ${tool_result}."),
        Rule.any().ifTool("weather").says("Hello."), Rule.any().says("travel"))));
  }

  /** With cases, and the application as it was built. */
  public static ApplicationProject of(Path folder, Simulator provider) {
    EvalProject project = new EvalProject(folder);
    project.write("athanor.yaml", "");
    project.write("evals/cases.jsonl",
        """
            {"id":"sun","input":"What is the weather in Rome?","reference":"sunny","metadata":{"tools":["weather"],"relevant":["rome.md"]}}
            {"id":"room","input":"A room in Rome, please.","reference":"Rome","metadata":{"tools":["book"],"relevant":["rome.md"]}}
            {"id":"greeting","input":"Hi","reference":"Hello","metadata":{"tools":[],"relevant":["rome.md"]}}
            """);
    ApplicationProject made = new ApplicationProject(folder);
    made.build();
    made.settings(provider.baseUri() + "/v1", "Say what it is about.", "Help.");
    return made;
  }

  private EvalProject files() {
    return new EvalProject(folder);
  }

  /** As {@code mvn package dependency:copy-dependencies} leaves it. */
  private void build() {
    try {
      Path own =
          Path.of(TravelDesk.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .resolve("example/travel");
      Path classes = Files.createDirectories(folder.resolve("target/classes/example/travel"));
      try (var files = Files.list(own)) {
        for (Path file : files.toList()) {
          Files.copy(file, classes.resolve(file.getFileName()));
        }
      }
      Path libraries = Files.createDirectories(folder.resolve("target/lib"));
      for (String entry : jars()) {
        Files.copy(Path.of(entry), libraries.resolve(Path.of(entry).getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> LIBRARIES.matcher(entry).matches() && !JACKSON_3.matcher(entry).matches())
        .toList();
  }

  /** Where its provider is, and how its two prompts are written. */
  public ApplicationProject settings(String url, String route, String answer) {
    files().write("target/classes/desk.properties", "url=" + url + "\nroute=" + route + "\nanswer=" + answer
        + "\nbookings=" + bookings() + "\n");
    return this;
  }

  /** An evaluation of it, with these further lines. */
  public ApplicationProject evaluation(String... more) {
    return evaluated("example.travel.TravelDesk", "[target/classes, target/lib/*.jar]", more);
  }

  /** An evaluation of another class, or on another class path. */
  ApplicationProject evaluated(String type, String classpath, String... more) {
    files().write("evals/desk.yaml", """
        dataset: cases.jsonl
        systems: [{name: desk, langchain4j: %s, classpath: %s}]
        scorers: [contains, tool-calls, tool-failures, {scorer: hit, k: 1}]
        """.formatted(type, classpath) + String.join("\n", more) + "\n");
    return this;
  }

  /** Writes a file of the project. */
  public ApplicationProject write(String name, String text) {
    files().write(name, text);
    return this;
  }

  /** Where it writes down what it books. */
  Path bookings() {
    return folder.resolve("bookings.txt");
  }

  CommandLineUnderTest.Result athanor(String... arguments) {
    return files().athanor(arguments);
  }
}
