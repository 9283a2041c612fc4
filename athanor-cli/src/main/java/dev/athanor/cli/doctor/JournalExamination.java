package dev.athanor.cli.doctor;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Content;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.Stamped;
import dev.athanor.store.journal.SqliteJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads every run of a project's journal, and all that its entries refer to. */
record JournalExamination(Project project) {
  List<Finding> findings() {
    Path file = Workshop.journalFile(project);
    if (!Files.exists(file)) {
      return List.of(Finding.absent("journal", "no run was started yet"));
    }
    try (Journal journal = SqliteJournal.open(file)) {
      List<Finding> found = new ArrayList<>();
      List<RunRecord> runs = journal.runs(new RunQuery(Optional.empty(), Optional.empty(), false,
          Integer.MAX_VALUE));
      long entries = 0;
      for (RunRecord run : runs) {
        entries += run.entries();
        damage(run, journal).ifPresent(found::add);
      }
      if (found.isEmpty()) {
        found.add(Finding.ok("journal", runs.size() + " runs, " + entries + " entries, all readable"));
      }
      return found;
    }
  }

  private static Optional<Finding> damage(RunRecord run, Journal journal) {
    try {
      read(run.header().input(), journal);
      read(run.header().manifest(), journal);
      for (Stamped stamped : journal.entries(run.id(), 0)) {
        read(stamped.entry(), journal);
      }
      return Optional.empty();
    } catch (AthanorException e) {
      return Optional.of(Finding.problem("journal", "run " + run.id() + " is damaged: " + e.getMessage()
          + "; the other runs are not touched by that"));
    }
  }

  private static void read(Entry entry, Journal journal) {
    switch (entry) {
      case Entry.Completed step -> {
        read(step.step().request(), journal);
        read(step.result(), journal);
        step.chunks().ifPresent(chunks -> read(chunks, journal));
      }
      case Entry.Started started -> read(started.step().request(), journal);
      case Entry.Waiting waiting -> read(waiting.step().request(), journal);
      case Entry.Answered answered -> read(answered.result(), journal);
      case Entry.Ended(_, Entry.End.Done(var output, _, _), _) -> read(output, journal);
      case Entry.Ended(_, Entry.End.Continued(_, var input, _, _), _) -> read(input, journal);
      case Entry.Ended _,Entry.Attempted _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _ -> {
        // These refer to nothing.
      }
    }
  }

  private static void read(Result result, Journal journal) {
    if (result instanceof Result.Ok(var content)) {
      read(content, journal);
    }
  }

  private static void read(Content content, Journal journal) {
    content.value(journal::part);
  }
}
