package dev.athanor.cli.command;

import dev.athanor.cli.program.OtherProgram;
import dev.athanor.cli.program.Providers;
import dev.athanor.cli.view.RecordingText;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.proxy.ProxyServer;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.proxy.recording.Recorder;
import java.util.List;
import java.util.Map;

/** A program that runs while it is recorded. Whoever ends first, it or we, the recording is ended once and told once. */
final class RecordedProgram implements AutoCloseable {
  private final Invocation invocation;
  private final Workshop workshop;
  private final Recorder recorder;
  private boolean told;

  RecordedProgram(Invocation invocation, Workshop workshop, Recorder recorder) {
    this.invocation = invocation;
    this.workshop = workshop;
    this.recorder = recorder;
  }

  /** Runs it to its end and answers with its exit code. */
  int run(OtherProgram program) {
    Map<String, String> environment = invocation.surroundings().streams().environment();
    try (ProxyServer server = ProxyServer.start(0, recorder, workshop.journal()::store)) {
      return Companion.run(program, Providers.variables(server, environment), invocation.screen(), this::end);
    }
  }

  /** Ends the recording and tells what it is called. */
  synchronized void end() {
    if (told) {
      return;
    }
    told = true;
    recorder.end();
    List<RecordedExchange> exchanges = RecordedExchange.of(workshop.recording(recorder.id()));
    if (invocation.json()) {
      invocation.screen()
          .say(Json.object().put("run", recorder.id().value()).put("exchanges", exchanges.size())
              .toString());
    } else {
      invocation.screen()
          .say(RecordingText.told(recorder.id(), exchanges, invocation.surroundings().command(),
              invocation.screen()));
    }
  }

  @Override
  public void close() {
    try {
      end();
    } catch (AthanorException e) {
      invocation.screen().error("the recording can't be ended: " + e.getMessage());
    } finally {
      recorder.close();
    }
  }
}
