package dev.athanor.models.cassette;

import dev.athanor.json.Json;
import dev.athanor.models.Served;
import dev.athanor.simulator.cassette.CassetteFiles;
import dev.athanor.simulator.cassette.Interaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The recorded exchanges: those among the resources, or all of the folder that ATHANOR_CASSETTES names. */
final class Exchanges {
  private static final Pattern GEMINI =
      Pattern.compile("(.*)/models/([^/:]+):(generateContent|streamGenerateContent)");

  private Exchanges() {}

  /**
   * A recorded exchange.
   *
   * @param name of its file and its number there
   * @param interaction as recorded
   * @param question how it is asked again; empty if it asks no model
   */
  record Exchange(String name, Interaction interaction, Optional<Question> question) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A question to a model.
   *
   * @param served by whom
   * @param base what comes before the provider's own path
   * @param path where the answer will be asked for
   * @param model from the path; empty if it stands in the body
   */
  record Question(Served served, String base, String path, String model) {}

  private static final Path SHIPPED = Path.of("src/test/resources/cassettes");

  private static Path folder() {
    String told = System.getProperty("athanor.cassettes", System.getenv("ATHANOR_CASSETTES"));
    return told == null ? SHIPPED : Path.of(told);
  }

  /** Whether they are those among the resources. */
  static boolean shipped() {
    return folder().equals(SHIPPED);
  }

  static List<Exchange> all() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted()
          .flatMap(file -> of(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Exchange> of(Path file) {
    List<Exchange> exchanges = new ArrayList<>();
    for (Interaction interaction : CassetteFiles.read(file)) {
      String name = folder().relativize(file) + " " + (exchanges.size() + 1);
      exchanges.add(new Exchange(name, interaction, question(interaction.asked())));
    }
    return exchanges;
  }

  private static Optional<Question> question(Interaction.Asked asked) {
    String path = asked.path();
    Matcher gemini = GEMINI.matcher(path);
    if (gemini.matches()) {
      String streamed = gemini.group(1) + "/models/" + gemini.group(2) + ":streamGenerateContent";
      return Optional.of(new Question(Served.GEMINI, gemini.group(1), streamed, gemini.group(2)));
    }
    if (path.endsWith("/chat/completions")) {
      return Optional.of(new Question(Served.OPENAI, before(path, "/chat/completions"), path, ""));
    }
    if (path.endsWith("/responses")) {
      return Optional.of(new Question(Served.RESPONSES, before(path, "/responses"), path, ""));
    }
    return path.endsWith("/messages")
        ? Optional.of(new Question(Served.ANTHROPIC, before(path, "/messages"), path, ""))
        : Optional.empty();
  }

  private static String before(String path, String end) {
    return path.substring(0, path.length() - end.length());
  }

  /** The pieces of the answer: one, or the events of a stream. The last event of a response has all that came before it. */
  static List<JsonNode> pieces(Interaction.Answered answered) {
    if (answered.body() instanceof Interaction.Body.Whole) {
      return List.of(Json.parse(answered.text()));
    }
    List<JsonNode> events = answered.text().lines().filter(line -> line.startsWith("data: {"))
        .map(line -> Json.parse(line.substring(6))).toList();
    return events.getLast().path("type").asString("").equals("response.completed")
        ? List.of(events.getLast().get(
            "response"))
        : events;
  }
}
