package dev.athanor.bench.stream;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** LangChain4j's client by itself. */
final class DirectAsking implements Asking {
  private final OpenAiStreamingChatModel model;

  DirectAsking(URI server) {
    model = OpenAiStreamingChatModel.builder().baseUrl(server + "/v1").apiKey(StreamBench.KEY)
        .modelName(StreamBench.MODEL).build();
  }

  @Override
  public String name() {
    return "LangChain4j alone";
  }

  @Override
  public void ask(Runnable firstToken) throws Exception {
    var answer = new CompletableFuture<ChatResponse>();
    model.chat(StreamBench.QUESTION, new StreamingChatResponseHandler() {
      // Owned by the thread that reads the stream.
      private boolean begun;

      @Override
      public void onPartialResponse(String token) {
        if (!begun) {
          begun = true;
          firstToken.run();
        }
      }

      @Override
      public void onCompleteResponse(ChatResponse response) {
        answer.complete(response);
      }

      @Override
      public void onError(Throwable error) {
        answer.completeExceptionally(error);
      }
    });
    StreamBench.check(answer.get().aiMessage().text());
  }

  @Override
  public void close() {
    // Its threads end by themselves.
  }
}
