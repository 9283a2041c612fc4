package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Content;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Payload;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import dev.athanor.store.sqlite.SqliteDatabase;
import dev.athanor.store.sqlite.Columns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** One look at a whole journal. Damage of one run does not keep it from looking at the others. */
final class Inspection {
  private static final Codec<Payload> FILE = Codec.of(Payload.class);

  private final SqliteDatabase database;
  private final Contents contents;
  private final List<JournalCheck.Finding> findings = new ArrayList<>();
  /** What each sound piece of content refers to. */
  private final Map<Reference, List<Reference>> references = new HashMap<>();
  private final Map<Reference, Damage> damaged = new LinkedHashMap<>();

  Inspection(SqliteDatabase database, Contents contents) {
    this.database = database;
    this.contents = contents;
  }

  /** Content by its hash: a part, which may refer to more, or a file. */
  private record Reference(Hash hash, boolean file) {}

  private record Damage(AthanorException error, List<RunId> runs) {}

  JournalCheck report() {
    database.damage()
        .forEach(damage -> findings.add(new JournalCheck.Finding("store-corrupt", damage, List.of())));
    List<
        Optional<RunId>> names = orElse(List.of(),
            () -> database.read("the names of runs (table run)", sql -> sql.all(
                "select id from run order by number",
                row -> orElse(Optional.<RunId>empty(), () -> id(row)))));
    List<RunId> runs = names.stream().flatMap(Optional::stream).toList();
    long entries = 0;
    for (RunId run : runs) {
      entries += inspect(run);
    }
    damaged.values()
        .forEach(damage -> findings.add(new JournalCheck.Finding(damage.error().code(), String.valueOf(
            damage.error().getMessage()), damage.runs())));
    long stored = orElse(0L, () -> database.read("the number of contents (table content)", sql -> sql.first(
        "select count(*) from content", row -> row.getLong(1)).orElse(0L)));
    return new JournalCheck(database.version(), runs.size(), entries, stored, database.size(),
        contents.fileBytes(),
        findings);
  }

  private static Optional<RunId> id(ResultSet row) {
    try {
      return Optional.of(new RunId(Columns.text(row, 1)));
    } catch (SQLException e) {
      throw AthanorException.data("store-corrupt", "the name of a run can't be read: " + e.getMessage(), e);
    }
  }

  private <T> T orElse(T otherwise, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (AthanorException e) {
      findings.add(new JournalCheck.Finding(e.code(), String.valueOf(e.getMessage()), List.of()));
      return otherwise;
    }
  }

  /** Looks at one run; returns how many entries it has. */
  private long inspect(RunId run) {
    try {
      List<Reference> roots = new ArrayList<>();
      database.read("run " + run + " (tables run, header)", sql -> RunTable.find(sql, run)).ifPresent(
          found -> roots(found.header(), roots));
      List<Stamped> entries =
          database.read("the entries of run " + run + " (table entry)", sql -> EntryTable.after(sql,
              run, 0));
      entries.forEach(stamped -> roots(stamped.entry(), roots));
      follow(run, roots);
      return entries.size();
    } catch (AthanorException e) {
      findings.add(new JournalCheck.Finding(e.code(), String.valueOf(e.getMessage()), List.of(run)));
      return 0;
    }
  }

  private void follow(RunId run, List<Reference> roots) {
    Set<Reference> seen = new HashSet<>();
    Deque<Reference> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Reference reference = open.pop();
      if (seen.add(reference)) {
        open.addAll(examined(run, reference));
      }
    }
  }

  /** What content refers to, once its bytes have been found right. */
  private List<Reference> examined(RunId run, Reference reference) {
    Damage known = damaged.get(reference);
    if (known != null) {
      known.runs().add(run);
      return List.of();
    }
    try {
      List<Reference> found = references.get(reference);
      if (found == null) {
        found = examined(reference);
        references.put(reference, found);
      }
      return found;
    } catch (AthanorException e) {
      damaged.put(reference, new Damage(e, new ArrayList<>(List.of(run))));
      return List.of();
    }
  }

  private List<Reference> examined(Reference reference) {
    if (reference.file()) {
      contents.examine(reference.hash());
      return List.of();
    }
    return references(Json.parse(contents.part(reference.hash())));
  }

  private static List<Reference> references(JsonNode part) {
    List<Reference> found = new ArrayList<>();
    Merkle.visit(part, hash -> found.add(new Reference(hash, false)),
        payload -> found.add(new Reference(FILE.decode(
            payload).hash(), true)));
    return found;
  }

  private static void roots(RunHeader header, List<Reference> roots) {
    roots(header.input(), roots);
    roots(header.manifest(), roots);
  }

  private static void roots(Entry entry, List<Reference> roots) {
    switch (entry) {
      case Entry.Started started -> roots(started.step().request(), roots);
      case Entry.Completed completed -> {
        roots(completed.step().request(), roots);
        roots(completed.result(), roots);
        completed.chunks().ifPresent(chunks -> roots(chunks, roots));
      }
      case Entry.Waiting waiting -> roots(waiting.step().request(), roots);
      case Entry.Answered answered -> roots(answered.result(), roots);
      case Entry.Ended(_, Entry.End.Done done, _) -> roots(done.output(), roots);
      case Entry.Ended(_, Entry.End.Continued continued, _) -> roots(continued.input(), roots);
      case Entry.Ended _,Entry.Attempted _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _ -> {
        // These refer to nothing.
      }
    }
  }

  private static void roots(Result result, List<Reference> roots) {
    if (result instanceof Result.Ok(var value)) {
      roots(value, roots);
    }
  }

  private static void roots(Content content, List<Reference> roots) {
    Optional<String> inline = content.inline();
    if (inline.isPresent()) {
      roots.addAll(references(Json.parse(inline.get())));
    } else {
      roots.add(new Reference(content.hash(), false));
    }
  }
}
