package dev.athanor.cli.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A program that knows nothing of us: it asks a model each of its arguments, and ends with 7 if one is not answered. */
final class AskingProgram {
  private AskingProgram() {}

  /** Asks. The argument {@code wait} waits to be ended; what is read from stdin is asked for {@code -}. */
  public static void main(String[] questions) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String question : questions) {
        if (question.equals("wait")) {
          System.out.println("waiting");
          Thread.sleep(Long.MAX_VALUE);
        }
        String asked = question.equals("-")
            ? new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip()
            : question;
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(System.getenv(
            "OPENAI_BASE_URL") + "/chat/completions")).header("authorization", "Bearer " + System.getenv(
                "OPENAI_API_KEY"))
            .POST(HttpRequest.BodyPublishers.ofString(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + asked + "\"}]}"))
            .build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(response.body());
        if (response.statusCode() != 200) {
          System.exit(7);
        }
      }
    }
  }
}
