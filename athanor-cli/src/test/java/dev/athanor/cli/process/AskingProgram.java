package dev.athanor.cli.process;

import dev.athanor.cli.terminal.InterruptKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A program that knows nothing of us: it asks a model each of its arguments, and ends with 7 if one is not answered. */
final class AskingProgram {
  private AskingProgram() {}

  /**
   * Asks. The argument {@code wait} waits to be ended; what is read from stdin is asked for {@code -}. After {@code graceful} it takes
   * Ctrl-C for a wish: it asks once more, and ends with 5. After {@code deaf} it does not hear Ctrl-C.
   */
  public static void main(String[] questions) throws IOException, InterruptedException {
    for (String question : questions) {
      switch (question) {
        case "wait" -> {
          System.out.println("waiting");
          Thread.sleep(Long.MAX_VALUE);
        }
        case "graceful" -> InterruptKey.does(() -> {
          ask("goodbye");
          Runtime.getRuntime().halt(5);
        });
        case "deaf" -> InterruptKey.does(() -> {
          // as a program in which Ctrl-C only drops the line that is typed
        });
        case "-" -> ask(new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip());
        default -> ask(question);
      }
    }
  }

  private static void ask(String question) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(System.getenv(
          "OPENAI_BASE_URL") + "/chat/completions")).header("authorization", "Bearer " + System.getenv(
              "OPENAI_API_KEY"))
          .POST(HttpRequest.BodyPublishers.ofString(
              "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}"))
          .build(), HttpResponse.BodyHandlers.ofString());
      System.out.println(response.body());
      if (response.statusCode() != 200) {
        System.exit(7);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
