package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.SyncText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Syncing;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.sync.FailedSource;
import dev.athanor.knowledge.sync.Schedule;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.knowledge.sync.SyncOptions;
import dev.athanor.knowledge.sync.SyncReport;
import dev.athanor.knowledge.sync.Timetable;
import dev.athanor.knowledge.sync.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor sync --watch}. */
record SyncWatch(Invocation invocation, SyncOptions options) {
  int run() {
    Screen screen = invocation.screen();
    InstantSource clock = InstantSource.system();
    try (Workshop workshop = invocation.workshop()) {
      Syncing syncing = new Syncing(workshop.project(), workshop.embedders(), workshop.environment());
      Map<SourceId, Schedule> schedules = syncing.schedules();
      options.only().ifPresent(only -> keep(only, schedules));
      try (Ledger ledger = Ledger.open(Sync.ledgerFile(Workshop.knowledgeFolder(workshop.project())), clock);
          Interruption _ = Interruption.says(screen, "go on with: athanor sync --watch")) {
        Timetable timetable = new Timetable(ledger, schedules, clock, ZoneId.systemDefault());
        new Watch(timetable, source -> sync(syncing, options.only(source).inUse(workshop.snapshotsInUse())),
            told(screen), clock).run(SyncWatch::pause);
      }
    }
    return ExitCode.OK.number();
  }

  /** All indexes; what is told is the first one's. */
  private static SyncReport sync(Syncing syncing, SyncOptions options) {
    SyncReport report = syncing.run(options, Progress.SILENT);
    syncing.project().settings().knowledge().indexes().beside().keySet()
        .forEach(name -> syncing.runBeside(name, options, Progress.SILENT));
    return report;
  }

  private static void keep(SourceId only, Map<SourceId, Schedule> schedules) {
    if (!schedules.containsKey(only)) {
      throw AthanorException.user("no-schedule",
          "source \"" + only + "\" has no schedule; those that have one are "
              + schedules.keySet());
    }
    schedules.keySet().retainAll(List.of(only));
  }

  private Watch.Told told(Screen screen) {
    return new Watch.Told() {
      @Override
      public void synced(SourceId source, SyncReport report, Instant next) {
        if (invocation.json()) {
          ObjectNode json = SyncText.json(report);
          invocation.json(json.put("source", source.value()).put("next", next.toString()));
        } else {
          screen.result(source + ": " + SyncText.lines(report, screen).getFirst() + "; next " + moment(next));
        }
        invocation.surroundings().streams().out().flush(); // whoever follows a file of it must not wait for the end
        SyncText.warnings(report).forEach(screen::warn);
      }

      @Override
      public void failed(SourceId source, AthanorException problem, Instant next) {
        FailedSource failed = FailedSource.of(source, problem);
        if (invocation.json()) {
          invocation.json(SyncText.json(failed).put("next", next.toString()));
          invocation.surroundings().streams().out().flush();
        }
        screen.warn("source " + source + " could not be synced: " + Wording.withoutFullStop(failed.reason())
            + "; tried again " + moment(next));
      }
    };
  }

  private static String moment(Instant moment) {
    return Wording.moment(moment, ZoneId.systemDefault());
  }

  private static boolean pause(Duration longest) {
    try {
      Thread.sleep(longest);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
