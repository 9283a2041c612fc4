package dev.athanor.trail;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Entry;
import dev.athanor.journal.EntryCodec;
import dev.athanor.journal.HeaderCodec;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.Stamped;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import dev.athanor.run.Recording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes bundles. The same run gives the same bytes; a file appears whole or not at all. */
public final class BundleWriter {
  private final Journal journal;

  /** For runs of this journal. */
  public BundleWriter(Journal journal) {
    this.journal = journal;
  }

  /** Writes a run, with the runs that it called, came from and went on as. */
  public void write(RunId run, Path file) {
    Path parent = file.toAbsolutePath().getParent();
    try {
      Path draft = Files.createTempFile(parent, ".bundle", ".part");
      try {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
          write(run, zip);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw AthanorException.data("bundle-unwritable", file + " can't be written: " + e.getMessage()
          + "; nothing was left behind; choose a folder that exists and has room", e);
    }
  }

  private void write(RunId run, ZipOutputStream zip) throws IOException {
    ObjectNode index = Json.object().put("format", Bundle.FORMAT).put("version", Bundle.VERSION).put("run",
        run.value());
    ArrayNode runs = index.putArray("runs");
    Set<Hash> written = new HashSet<>();
    for (Recording recording : family(run).values()) {
      RunId id = recording.header().id();
      byte[] header = CanonicalJson.bytes(new HeaderCodec().encode(recording.header()));
      byte[] entries = lines(recording.entries());
      runs.add(Json.object().put("id", id.value()).put("header", Hash.of(header).hex()).put("entries", Hash
          .of(entries).hex()));
      put(zip, "runs/" + id + "/header.json", header);
      put(zip, "runs/" + id + "/entries.jsonl", entries);
      References references = References.of(recording);
      for (Merkle.Part part : references.parts()) {
        if (written.add(part.hash())) {
          put(zip, "parts/" + part.hash(), part.content());
        }
      }
      for (Payload payload : references.payloads()) {
        if (written.add(payload.hash())) {
          put(zip, payload);
        }
      }
    }
    put(zip, Bundle.INDEX, CanonicalJson.bytes(index));
  }

  /** The run and all runs that it needs to be understood: those it called, came from and went on as. */
  private Map<RunId, Recording> family(RunId run) {
    Map<RunId, Recording> family = new LinkedHashMap<>();
    Deque<RunId> open = new ArrayDeque<>(List.of(run));
    while (!open.isEmpty()) {
      RunId id = open.poll();
      Optional<RunRecord> record = family.containsKey(id) ? Optional.empty() : journal.find(id);
      if (record.isPresent()) {
        List<Stamped> entries = journal.entries(id, 0);
        family.put(id, new Recording(record.get().header(), entries, journal));
        relatives(record.get(), entries, open);
      }
    }
    if (!family.containsKey(run)) {
      throw AthanorException.user("run-unknown", "there is no run " + run);
    }
    return family;
  }

  private void relatives(RunRecord record, List<Stamped> entries, Deque<RunId> open) {
    record.header().derivation().source().ifPresent(open::add);
    for (Stamped stamped : entries) {
      if (stamped.entry() instanceof Entry.Completed step && step.step().operation().startsWith("run:")) {
        open.add(record.id().child(step.path()));
      }
      if (stamped.entry() instanceof Entry.Ended(_, Entry.End.Continued continued, _)) {
        open.add(continued.successor());
      }
    }
    if (!record.state().over()) {
      journal.runs(new RunQuery(Optional.empty(), Optional.empty(), false, Integer.MAX_VALUE)).stream()
          .filter(other -> other.header().derivation() instanceof Derivation.Nested nested && nested.parent()
              .equals(record.id()))
          .forEach(child -> open.add(child.id()));
    }
  }

  private static byte[] lines(List<Stamped> entries) {
    EntryCodec codec = new EntryCodec();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Stamped stamped : entries) {
      lines.writeBytes(CanonicalJson.bytes(codec.encode(stamped.entry())));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private void put(ZipOutputStream zip, Payload payload) throws IOException {
    zip.putNextEntry(entry("payloads/" + payload.hash()));
    try (InputStream content = journal.open(payload)) {
      content.transferTo(zip);
    }
    zip.closeEntry();
  }

  /** Without the time of writing, which would make equal bundles differ. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    return entry;
  }
}
