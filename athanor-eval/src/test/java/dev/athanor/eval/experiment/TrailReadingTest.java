package dev.athanor.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.journal.Effect;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Attempt;
import dev.athanor.run.Fork;
import dev.athanor.run.Operation;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.run.StepFailed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TrailReadingTest {
  private final InMemoryJournal journal = new InMemoryJournal();
  private final Runs runs = new Runs(journal);

  @AfterEach
  void close() {
    runs.close();
  }

  /** An operation of somebody else, which has the name of one of ours. */
  private record Namesake(String name, Effect effect) implements Operation<JsonNode, JsonNode> {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public Codec<JsonNode> request() {
      return Codec.JSON;
    }

    @Override
    public Codec<JsonNode> response() {
      return Codec.JSON;
    }

    @Override
    public JsonNode live(JsonNode request, Attempt attempt) {
      attempt.spend(new Spend(7, new BigDecimal("0.5")));
      if (request.path("fails").asBoolean(false)) {
        throw new StepFailed("off", "it does not work", false);
      }
      return request;
    }
  }

  private Trail trail(Passages passages, Consumer<Run> does) {
    RunId id = RunId.fresh();
    runs.start(id, new Program<>("anything", Codec.TEXT, Codec.TEXT, (run, input) -> {
      does.accept(run);
      return input;
    }), "", RunOptions.PLAIN).outcome();
    return TrailOperation.of(journal, passages, id);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      model | SAMPLED | "gpt, please"
      model | SAMPLED | {"model": "tree", "messages": 3}
      model | SAMPLED | null
      play  | PURE    | {"board": "e4 e5"}
      play  | PURE    | {"output": "chess", "found": 3}
      play  | READ    | {"fails": true}
      """)
  void anOperationThatOnlyHasTheNameOfOursIsAStepLikeAnyOther(String name, Effect effect, String json) {
    Trail trail = trail(Passages.NONE, run -> {
      try {
        run.step("x", new Namesake(name, effect), Json.parse(json));
      } catch (StepFailed _) {
        // the step counts all the same
      }
    });
    assertThat(trail.steps()).isEqualTo(1);
    assertThat(trail.tokens()).contains(7L);
    assertThat(trail.dollars().orElseThrow()).isEqualByComparingTo("0.5");
    assertThat(trail.messages()).isEmpty();
    assertThat(trail.tools()).hasValueSatisfying(tools -> assertThat(tools).isEmpty());
  }

  @Test
  void whatLooksLikeNoPassagesIsNone() {
    Passages strict = (_, response) -> {
      throw AthanorException.data("json-mismatch", "this JSON is no Retrieval: " + response, new Exception());
    };
    Trail trail = trail(strict, run -> run.step("x", new Namesake("retrieve", Effect.READ), Json.object()));
    assertThat(trail.found()).isEqualTo(Optional.of(List.of()));
  }

  @Test
  void whatAForkHasTakenOverIsReadWhereItWasDone() {
    Program<String, String> inner = new Program<>("inner", Codec.TEXT, Codec.TEXT, (run, input) -> {
      run.step("ask", new Namesake("ask", Effect.SAMPLED), Json.object());
      return input;
    });
    Program<String, String> outer = new Program<>("outer", Codec.TEXT, Codec.TEXT, (run, input) -> {
      run.call("first", inner, input);
      run.step("then", new Namesake("look", Effect.READ), Json.object());
      return run.call("last", inner, input);
    });
    RunId id = RunId.fresh();
    assertThat(runs.start(id, outer, "", RunOptions.PLAIN).outcome().output()).isEmpty();
    RunId fork = new RunId("fork");
    runs.fork(id, Fork.at(new Path("then")), fork).outcome();
    RunId again = new RunId("again");
    runs.fork(fork, Fork.at(new Path("then")), again).outcome();
    RunId supplied = new RunId("supplied");
    runs.fork(id, Fork.at(new Path("first")).supply(new Path("first"), Codec.TEXT.encode("given")), supplied)
        .outcome();
    assertThat(numbers(id)).containsExactly(3, 3, 21);
    assertThat(numbers(fork)).containsExactly(3, 0, 21);
    assertThat(numbers(again)).containsExactly(3, 0, 21);
    assertThat(numbers(supplied)).containsExactly(2, 1, 14);
  }

  private List<Integer> numbers(RunId run) {
    Trail trail = TrailOperation.of(journal, Passages.NONE, run);
    return List.of(trail.steps(), trail.lived(), Math.toIntExact(trail.tokens().orElseThrow()));
  }
}
