package dev.athanor.cli.doctor;

import dev.athanor.cli.project.ByteSize;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.store.journal.JournalCheck;
import dev.athanor.store.journal.SqliteJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads every byte of a project's journal, and names the runs that damage touches. */
record JournalExamination(Project project) {
  private static final int NAMED = 5;

  List<Finding> findings() {
    Path file = Workshop.journalFile(project);
    if (!Files.exists(file)) {
      return List.of(Finding.absent("journal", "no run was started yet"));
    }
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      JournalCheck check = journal.check();
      if (check.findings().isEmpty()) {
        return List.of(Finding.ok("journal", check.runs() + " runs, " + check.entries() + " entries, "
            + new ByteSize(Math.max(1, check.databaseBytes() + check.fileBytes()))
            + ", every byte as written"));
      }
      return check.findings().stream().map(each -> Finding.problem("journal", each.message() + touched(each
          .runs()))).toList();
    }
  }

  private static String touched(List<RunId> runs) {
    if (runs.isEmpty()) {
      return "";
    }
    return "; this touches " + runs.stream().limit(NAMED).map(RunId::value).collect(Collectors.joining(", "))
        + (runs.size() > NAMED ? " and " + (runs.size() - NAMED) + " more" : "") + ", all others are whole";
  }
}
