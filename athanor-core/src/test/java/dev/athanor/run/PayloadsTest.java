package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PayloadsTest {
  /** A question about files, answered with files. */
  record Files(String name, List<Payload> files) {}

  private static final int FIVE_MEGABYTES = 5 << 20;
  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  private static byte[] bytes(InputStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Turns every byte of a file around. */
  private final Operation<Files, Files> turn = new Operation<>() {
    @Override
    public String name() {
      return "turn";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Effect effect() {
      return Effect.SAMPLED;
    }

    @Override
    public Codec<Files> request() {
      return Codec.of(Files.class);
    }

    @Override
    public Codec<Files> response() {
      return Codec.of(Files.class);
    }

    @Override
    public Files live(Files request, Attempt attempt) {
      byte[] content = bytes(attempt.open(request.files().getFirst()));
      for (int i = 0; i < content.length; i++) {
        content[i] = (byte) ~content[i];
      }
      Payload turned = attempt.store(new ByteArrayInputStream(content), "application/x-turned");
      return new Files(request.name() + " turned", List.of(turned, request.files().getFirst()));
    }
  };

  private final Program<Files, Files> program =
      new Program<>("files", Codec.of(Files.class), Codec.of(Files.class), (
          run, input) -> {
        Files once = run.step("turn", turn, input);
        Files twice = run.step("turn", turn, once);
        assertThat(bytes(run.open(twice.files().getFirst())))
            .isEqualTo(bytes(run.open(input.files().getFirst())));
        return twice;
      });

  private Payload file(int size) {
    byte[] content = new byte[size];
    new Random(1).nextBytes(content);
    return kernel.store.store(new ByteArrayInputStream(content), "application/octet-stream");
  }

  @Test
  void fiveMegabytesGoInAndOut() {
    Payload in = file(FIVE_MEGABYTES);
    Files out = kernel.runs.start(ID, program, new Files("large", List.of(in))).outcome().output();
    assertThat(out.name()).isEqualTo("large turned turned");
    assertThat(out.files().getFirst().hash()).isEqualTo(in.hash());
    assertThat(out.files().getFirst().size()).isEqualTo(FIVE_MEGABYTES);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aSweepLeavesWhatTheRecordNames() {
    kernel.runs.start(ID, program, new Files("large", List.of(file(10_000)))).outcome();
    kernel.store.store(new ByteArrayInputStream(new byte[]{1}), "text/plain");
    kernel.clock.advance(Duration.ofDays(1));
    assertThat(kernel.store.sweep(Duration.ofHours(1)).parts()).isEqualTo(1);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    RunId fork = new RunId("f1");
    assertThat(kernel.runs.fork(ID, Fork.at(dev.athanor.journal.Path.ROOT), fork).outcome()).isInstanceOf(
        Outcome.Done.class);
    assertThat(kernel.store.delete(ID)).isTrue();
    kernel.clock.advance(Duration.ofDays(1));
    kernel.store.sweep(Duration.ofHours(1));
    assertThat(kernel.replay(fork, program).identical()).isTrue();
  }

  @Test
  void anAnswerThatOnlyLooksLikeAFileDoesNotStopTheRun() {
    String bogus = "{\"$payload\":\"" + "0".repeat(64) + "\",\"size\":1,\"mediaType\":\"x\"}";
    Operation<String, JsonNode> tool = new Operation<>() {
      @Override
      public String name() {
        return "tool";
      }

      @Override
      public String version() {
        return "1";
      }

      @Override
      public Effect effect() {
        return Effect.KEYED;
      }

      @Override
      public Codec<String> request() {
        return Codec.TEXT;
      }

      @Override
      public Codec<JsonNode> response() {
        return Codec.JSON;
      }

      @Override
      public JsonNode live(String request, Attempt attempt) {
        return Json.parse(bogus);
      }
    };
    Program<String, String> asks = Kernel.program((run, input) -> {
      try {
        return run.step("tool", tool, input).toString();
      } catch (StepFailed e) {
        return e.code();
      }
    });
    assertThat(kernel.start(asks, "x")).isEqualTo(new Outcome.Done<>("response-codec"));
    assertThat(kernel.replay(ID, asks).identical()).isTrue();
  }
}
