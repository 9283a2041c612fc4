package dev.athanor.cli.command;

import dev.athanor.cli.program.OtherProgram;
import dev.athanor.cli.program.Providers;
import dev.athanor.cli.view.PlaybackText;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.proxy.ProxyServer;
import dev.athanor.proxy.recording.Departure;
import dev.athanor.proxy.recording.Playback;
import dev.athanor.proxy.recording.Recorder;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.proxy.upstream.Upstreams;
import dev.athanor.run.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A program that is given recorded answers.
 *
 * @param run the recording, as it was typed
 * @param command the program and its arguments
 */
record ReplayedProgram(Invocation invocation, String run, List<String> command) {
  /** How to go on live: as it was typed. */
  record Way(String from, @Nullable String model, List<String> settings, List<String> allowed,
      List<String> addresses) {}

  private Map<String, String> environment() {
    return invocation.surroundings().streams().environment();
  }

  private OtherProgram program() {
    return OtherProgram.find(command, invocation.surroundings().workingDirectory(),
        environment().getOrDefault(
            "PATH", ""));
  }

  private RunId recordingId(Workshop workshop) {
    RunRecord record = new RunNames(workshop.journal()).find(run);
    if (!record.header().program().equals(RecordingProgram.NAME)) {
      throw AthanorException.user("no-recording",
          "run " + record.id() + " is of the program " + record.header()
              .program()
              + " and no recording of a program of yours; replay it without a command, or record one with:"
              + " athanor record -- " + String.join(" ", command));
    }
    return record.id();
  }

  /** Answers from the record and from nothing else. */
  int play(boolean pace) {
    OtherProgram program = program();
    try (Workshop workshop = invocation.workshop()) {
      RunId id = recordingId(workshop);
      Playback playback = new Playback(workshop.recording(id), pace);
      int code;
      try (ProxyServer server = ProxyServer.start(0, playback, ReplayedProgram::named)) {
        code = run(program, server);
      }
      Playback.Report report = playback.report();
      if (invocation.json()) {
        invocation.screen().say(PlaybackText.json(id, report).toString());
      } else {
        PlaybackText.lines(id, report, invocation.screen()).forEach(invocation.screen()::say);
      }
      return report.same() ? code : ExitCode.DIVERGED.number();
    }
  }

  private int run(OtherProgram program, ProxyServer server) {
    return Companion.run(program, Providers.variablesWithoutKeys(server, environment()), invocation.screen(),
        () -> {
          // what was served is told when the server has ended
        });
  }

  /** A file is known by its name alone: a replay stores nothing. */
  private static Payload named(InputStream content, String mediaType) {
    MessageDigest digest = Hash.sha256();
    try (InputStream in = new DigestInputStream(content, digest)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      return new Payload(Hash.ofDigest(digest.digest()), size, mediaType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers from the record at first, and goes on live. */
  int depart(Way way) {
    OtherProgram program = program();
    Providers providers = Providers.of(way.addresses(), environment());
    try (Workshop workshop = invocation.workshop(); Upstreams upstreams = providers.connect()) {
      Recording before = workshop.recording(recordingId(workshop));
      Departure departure = Departure.of(before, way.from(), set(way), Set.copyOf(way.allowed()));
      Recorder recorder = Recorder.fork(workshop.journal(), upstreams, departure, RunId.fresh(), invocation
          .screen()::warn);
      try (RecordedProgram recorded = new RecordedProgram(invocation, workshop, recorder)) {
        return recorded.run(program);
      }
    }
  }

  private static Map<String, JsonNode> set(Way way) {
    Map<String, JsonNode> set = new LinkedHashMap<>();
    for (String setting : way.settings()) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw AthanorException.user("setting",
            "--set " + setting + " is no setting; expected KEY=VALUE, such as"
                + " temperature=0");
      }
      set.put(setting.substring(0, equals), value(setting.substring(equals + 1)));
    }
    if (way.model() != null) {
      set.put("model", Codec.TEXT.encode(way.model()));
    }
    return set;
  }

  /** JSON, or the text itself. */
  private static JsonNode value(String text) {
    try {
      return Json.parse(text);
    } catch (AthanorException e) {
      return Codec.TEXT.encode(text);
    }
  }
}
