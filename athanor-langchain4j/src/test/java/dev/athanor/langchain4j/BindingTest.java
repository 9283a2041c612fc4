package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Deadline;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Signal;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BindingTest {
  private final Bench bench = new Bench();
  private final PlayedModel model =
      new PlayedModel(request -> AiMessage.from("re: " + PlayedModel.said(request)));
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void close() {
    threads.close();
    bench.close();
  }

  @Test
  void aWrappedObjectThatNobodyRecordsRefusesAndSaysWhatToDo() {
    ChatModel wrapped = Journaled.STRICT.chatModel("writer", model);
    assertThatThrownBy(() -> wrapped.chat("hi")).hasMessageContainingAll(
        "the chat model \"writer\" was used on a thread",
        "belongs to no run", "Journaled.program", "Journaled.executor", "Outside.PASS");
    assertThat(model.times()).isZero();
  }

  @Test
  void aWrappedObjectMayPassWhereNobodyRecords() {
    assertThat(Journaled.STRICT.outside(Outside.PASS).chatModel(model).chat("hi")).isEqualTo("re: hi");
  }

  interface Assistant {
    String chat(String text);
  }

  @Test
  void anExecutorThatWasForgottenIsNamedByWhatWasNotRecorded() {
    TravelDesk.World world = new TravelDesk.World();
    PlayedModel calling = new PlayedModel(request -> PlayedModel.results(request).isEmpty()
        ? PlayedModel.calls("weather", "{\"city\":\"Rome\"}", "weather", "{\"city\":\"Oslo\"}")
        : AiMessage.from(PlayedModel.results(request).toString()));
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(calling)).tools(
            Journaled.STRICT.tools(world)).executeToolsConcurrently(threads).build();
    Program<String, String> program =
        Journaled.STRICT.program("forgot", Codec.TEXT, Codec.TEXT, assistant::chat);
    assertThat(bench.runs.start(ID, program, "go").outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().message()).contains("the tool \"weather\" was used on a thread",
            "Journaled.executor"));
    assertThat(calling.times()).isEqualTo(1);
    assertThat(world.looks).hasValue(0);
  }

  @Test
  void theRunIsThereForWhatIsNotLangChain4js() {
    Program<String, String> program =
        Journaled.STRICT.program("time", Codec.TEXT, Codec.TEXT, _ -> Journaled.run()
            .orElseThrow().now() + " " + Journaled.run().orElseThrow().random().nextInt());
    Outcome<String> outcome = bench.runs.start(ID, program, "").outcome();
    assertThat(bench.replay(ID, program).outcome()).isEqualTo(outcome);
    assertThat(Journaled.run()).isEmpty();
  }

  @Test
  void anExecutorServiceTakesTheRunAlong() {
    ChatModel wrapped = Journaled.STRICT.chatModel(model);
    ExecutorService taking = Journaled.STRICT.executor(threads);
    Program<List<String>, String> program =
        Journaled.STRICT.program("all", Codec.TEXT.list(), Codec.TEXT, texts -> {
          try {
            return String.join(" ",
                taking.invokeAll(texts.stream().<java.util.concurrent.Callable<String>>map(
                    text -> () -> wrapped.chat(text)).toList()).stream()
                    .map(java.util.concurrent.Future::resultNow).toList());
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(bench.runs.start(ID, program, List.of("a", "b", "c")).outcome()).isEqualTo(new Outcome.Done<>(
        "re: a re: b re: c"));
    assertThat(bench.paths(ID)).containsExactlyInAnyOrder("task/model", "task[1]/model", "task[2]/model");
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(CompletableFuture.supplyAsync(() -> "outside", taking).join()).isEqualTo("outside");
    taking.shutdown();
    assertThat(threads.isShutdown()).isTrue();
  }

  @Test
  void aTaskThatAnExecutorRejectsHoldsNothingUp() {
    threads.shutdown();
    var taking = Journaled.STRICT.executor(threads);
    Program<String, String> program = Journaled.STRICT.program("full", Codec.TEXT, Codec.TEXT, _ -> {
      try {
        taking.execute(() -> {
        });
        return "accepted";
      } catch (RejectedExecutionException e) {
        return "rejected";
      }
    });
    assertThat(bench.runs.start(ID, program, "").outcome()).isEqualTo(new Outcome.Done<>("rejected"));
  }

  @Test
  void aPersonsDecisionIsWaitedForWithoutHoldingAnything() {
    ChatModel wrapped = Journaled.STRICT.chatModel(model);
    Program<String, String> program = Journaled.STRICT.program("ask", Codec.TEXT, Codec.TEXT, text -> {
      String draft = wrapped.chat(text);
      String decision =
          Journaled.run().orElseThrow().await("decision", Signal.of("decision", draft, Codec.TEXT),
              Deadline.NONE);
      return wrapped.chat(draft + " " + decision);
    });
    assertThat(bench.runs.start(ID, program, "hi").outcome()).isInstanceOf(Outcome.Waiting.class);
    bench.runs.answer(ID, new Path("decision"), Codec.TEXT, "yes");
    assertThat(bench.runs.drive(ID, program)).isEqualTo(new Outcome.Done<>("re: re: hi yes"));
    assertThat(model.times()).isEqualTo(2);
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
  }

  @Test
  void aFunctionOfTheApplicationsOwnIsAStep() {
    List<String> rows = new CopyOnWriteArrayList<>();
    Function<String, Integer> insert = Journaled.STRICT.function("insert", Effect.WRITE, Codec.TEXT, Codec.of(
        Integer.class), row -> {
          rows.add(row);
          if (row.isEmpty()) {
            throw new IllegalArgumentException("an empty row");
          }
          return rows.size();
        });
    Program<String, String> program = Journaled.STRICT.program("rows", Codec.TEXT, Codec.TEXT, row -> {
      try {
        return insert.apply(row) + " " + insert.apply("");
      } catch (IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
      }
    });
    assertThat(bench.runs.start(ID, program, "a").outcome()).isEqualTo(new Outcome.Done<>("an empty row"));
    assertThat(bench.paths(ID)).containsExactly("insert", "insert[1]");
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(rows).containsExactly("a", "");
    RunId fork = new RunId("f1");
    assertThat(
        bench.runs.fork(ID, Fork.at(new Path("insert")).supply(new Path("insert[1]"), Json.parse("9")), fork)
            .outcome())
        .isEqualTo(new Outcome.Done<>("1 9"));
  }
}
