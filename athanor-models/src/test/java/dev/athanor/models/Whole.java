package dev.athanor.models;

import dev.athanor.simulator.cassette.Interaction;
import dev.athanor.simulator.cassette.Recordings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers that no simulator would give. */
final class Whole {
  private Whole() {}

  static Recordings answer(Served served) {
    return recorded(served, "application/json", switch (served) {
      case OPENAI ->
          """
              {"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"finish_reason":"stop",
               "message":{"role":"assistant","content":"whole"}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";
      case ANTHROPIC -> """
          {"id":"m1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",
           "content":[{"type":"text","text":"whole"}],"usage":{"input_tokens":1,"output_tokens":1}}""";
      case GEMINI -> """
          {"candidates":[{"content":{"role":"model","parts":[{"text":"whole"}]},"finishReason":"STOP"}]}""";
      case RESPONSES ->
          """
              {"id":"r1","object":"response","model":"m","status":"completed","output":[{"type":"message","id":"msg_1",
               "role":"assistant","status":"completed","content":[{"type":"output_text","text":"whole","annotations":[]}]}]}""";
      case OLLAMA -> """
          {"model":"m","message":{"role":"assistant","content":"whole"},"done":true,"done_reason":"stop"}""";
    });
  }

  static Recordings nothing(Served served) {
    return recorded(served, served == Served.OLLAMA ? "application/x-ndjson" : "text/event-stream", "");
  }

  static Recordings errorAmid() {
    return recorded(Served.ANTHROPIC, "text/event-stream",
        """
            event: message_start
            data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","content":[],"model":"m"}}

            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

            """);
  }

  /** A refusal of the first request, and an answer to the second. */
  static Recordings refused(int status, Map<String, String> headers, String body) {
    Interaction.Asked asked = new Interaction.Asked("POST", path(Served.GEMINI), Optional.empty());
    return Recordings.of(
        List.of(new Interaction(asked, Interaction.Answered.of(status, headers, body)), new Interaction(
            asked, Interaction.Answered.of(200, Map.of("content-type", "application/json"), """
                {"candidates":[{"content":{"parts":[{"text":"whole"}]},"finishReason":"STOP"}]}"""))),
        Recordings.Matching.ORDER);
  }

  static Recordings page() {
    return recorded(Served.OPENAI, "text/html", "<html>Welcome!</html>");
  }

  private static Recordings recorded(Served served, String type, String body) {
    return Recordings
        .of(List.of(new Interaction(new Interaction.Asked("POST", path(served), Optional.empty()),
            Interaction.Answered.of(200, Map.of("content-type", type), body))), Recordings.Matching.ORDER);
  }

  private static String path(Served served) {
    return switch (served) {
      case OPENAI -> "/v1/chat/completions";
      case ANTHROPIC -> "/v1/messages";
      case GEMINI -> "/v1beta/models/" + served.bareModel() + ":streamGenerateContent";
      case OLLAMA -> "/api/chat";
      case RESPONSES -> "/v1/responses";
    };
  }
}
