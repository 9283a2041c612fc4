package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingTest {
  private final Bench bench = new Bench();
  private final TravelDesk.World world = new TravelDesk.World();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  interface Assistant {
    TokenStream chat(String text);
  }

  @AfterEach
  void close() {
    threads.close();
    bench.close();
  }

  private Program<String, String> program(PlayedStream model) {
    Assistant assistant = AiServices.builder(Assistant.class)
        .streamingChatModel(Journaled.STRICT.streamingChatModel(
            model))
        .tools(Journaled.STRICT.tools(world)).executeToolsConcurrently(Journaled.STRICT.executor(threads))
        .build();
    return Journaled.STRICT.program("stream", Codec.TEXT, Codec.TEXT, text -> {
      CompletableFuture<String> answer = new CompletableFuture<>();
      assistant.chat(text).onPartialResponse(heard::add)
          .onPartialThinking(thought -> heard.add("(" + thought.text()
              + ")"))
          .onPartialToolCall(call -> heard.add(call.id() + " " + call.name())).onCompleteResponse(
              response -> answer.complete(response.aiMessage().text()))
          .onError(answer::completeExceptionally).start();
      return answer.join();
    });
  }

  private static AiMessage play(ChatRequest request) {
    List<String> results = PlayedModel.results(request);
    return results.isEmpty() ? PlayedModel.calls("weather", "{\"city\":\"Rome\"}", "book",
        "{\"city\":\"Rome\",\"nights\":1}")
        : AiMessage.builder().thinking("hm").text(String.join(" and ", results))
            .build();
  }

  @Test
  void aStreamedAnswerIsHeardAgainPieceByPieceInAReplay() {
    List<String> pieces =
        List.of("call_0 weather", "call_1 book", "(hm)", "Rome: ", "21 ", "degrees ", "and ", "booked ",
            "in ", "Rome ", "as ", "number ", "1");
    PlayedStream model = new PlayedStream(StreamingTest::play);
    Program<String, String> program = program(model);
    assertThat(bench.runs.start(ID, program, "go").outcome().output())
        .isEqualTo("Rome: 21 degrees and booked in Rome as number 1");
    assertThat(heard).isEqualTo(pieces);
    assertThat(bench.paths(ID)).containsExactlyInAnyOrder("model", "task/weather", "task[1]/book",
        "model[1]");
    model.close();
    heard.clear();
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(heard).isEqualTo(pieces);
    assertThat(world.bookings).hasSize(1);
    assertThat(model.times).hasValue(2);
  }

  private static Program<String, String> raw(PlayedStream model, Function<CompletableFuture<String>,
      StreamingChatResponseHandler> handler) {
    var wrapped = Journaled.STRICT.streamingChatModel(model);
    return Journaled.STRICT.program("raw", Codec.TEXT, Codec.TEXT, text -> {
      CompletableFuture<String> answer = new CompletableFuture<>();
      wrapped.chat(text, handler.apply(answer));
      return answer.getNow("nothing came");
    });
  }

  /** Hears until a word, and then wants no more. */
  private StreamingChatResponseHandler until(String word, CompletableFuture<String> answer) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        heard.add(partial.text());
        if (partial.text().equals(word)) {
          context.streamingHandle().cancel();
        }
      }

      @Override
      public void onCompleteResponse(ChatResponse response) {
        answer.complete(response.aiMessage().text());
      }

      @Override
      public void onError(Throwable error) {
        answer.complete(error.getClass().getSimpleName() + ": " + error.getMessage());
      }
    };
  }

  @Test
  void whatTheApplicationCancelsIsRecordedAsFarAsItWasHeard() {
    PlayedStream model = new PlayedStream(_ -> AiMessage.from("one two three"));
    Program<String, String> program = raw(model, answer -> until("two ", answer));
    assertThat(bench.runs.start(ID, program, "go").outcome()).isEqualTo(new Outcome.Done<>("nothing came"));
    assertThat(heard).containsExactly("one ", "two ");
    assertThat(model.cancelled).hasValue(1);
    model.close();
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(heard).containsExactly("one ", "two ", "one ", "two ");
  }

  @Test
  void aFailureIsTheSameExceptionLiveAndReplayed() {
    PlayedStream model = new PlayedStream(_ -> {
      throw new RateLimitException("slow down");
    });
    Program<String, String> program = raw(model, answer -> until("", answer));
    assertThat(bench.runs.start(ID, program, "go").outcome().output())
        .isEqualTo("RateLimitException: slow down");
    model.close();
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
  }

  @Test
  void anAnswerGivenToAForkIsHeardInOnePiece() {
    PlayedStream model = new PlayedStream(_ -> AiMessage.from("one two"));
    Program<String, String> program = raw(model, answer -> until("", answer));
    var _ = bench.runs.start(ID, program, "go").outcome();
    heard.clear();
    RunId fork = new RunId("f1");
    Fork supplied = Fork.at(new Path("model")).supply(new Path("model"), Json.parse(
        """
            {"message":{"role":"assistant","parts":[{"type":"text","text":"three four"}]},"finish":"stop","usage":{},
            "extra":{}}"""));
    assertThat(bench.runs.fork(ID, supplied, fork).outcome()).isEqualTo(new Outcome.Done<>("three four"));
    assertThat(heard).containsExactly("three four");
    assertThat(bench.replay(fork, program).divergence()).isEmpty();
    model.close();
  }

  @Test
  void anExceptionOfTheHandlersIsToldToTheHandlerAndFailsNoStep() {
    PlayedStream model = new PlayedStream(_ -> AiMessage.from("one two"));
    Program<String, String> program = raw(model, answer -> new StreamingChatResponseHandler() {
      @Override
      public void onPartialResponse(String partial) {
        if (partial.equals("one ")) {
          throw new IllegalStateException("no");
        }
      }

      @Override
      public void onCompleteResponse(ChatResponse response) {
        answer.complete(heard + response.aiMessage().text());
      }

      @Override
      public void onError(Throwable error) {
        heard.add(String.valueOf(error.getMessage()));
      }
    });
    assertThat(bench.runs.start(ID, program, "go").outcome()).isEqualTo(new Outcome.Done<>("[no]one two"));
    model.close();
    heard.clear();
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
  }
}
