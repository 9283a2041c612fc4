package dev.athanor.trail;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Contents;
import dev.athanor.journal.Entry;
import dev.athanor.journal.EntryCodec;
import dev.athanor.journal.HeaderCodec;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.run.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/**
 * A run in one file that replays on another machine: a ZIP archive with {@code bundle.json} (format, version, hashes), the header and
 * entries of the run and of the runs it called, came from or went on as ({@code runs/<id>/}), and what they refer to
 * ({@code parts/<hash>}, {@code payloads/<hash>}). Every file is checked against its hash when it is read, so a changed
 * byte is named and not believed. Close it when done.
 */
public final class Bundle implements Contents, AutoCloseable {
  static final String FORMAT = "athanor-run-bundle";
  static final int VERSION = 1;
  static final String INDEX = "bundle.json";
  private final Path file;
  private final ZipFile zip;
  private final RunId root;
  private final Recording exported;
  private final Map<RunId, Recording> recordings = new LinkedHashMap<>();

  private Bundle(Path file, ZipFile zip, JsonNode index) {
    this.file = file;
    this.zip = zip;
    this.root = new RunId(index.path("run").asString());
    for (JsonNode run : index.path("runs")) {
      RunId id = new RunId(run.path("id").asString());
      recordings.put(id, recording(id, run));
    }
    Recording found = recordings.get(root);
    if (found == null) {
      throw tampered("it does not hold the run " + root + " that it names");
    }
    this.exported = found;
  }

  /** Opens a bundle and checks what it says of itself. */
  public static Bundle open(Path file) {
    ZipFile zip = zip(file);
    try {
      JsonNode index = Json.parse(bytes(file, zip, INDEX));
      if (!index.path("format").asString("").equals(FORMAT)) {
        throw AthanorException.data("bundle-format", file + " is no run bundle: " + INDEX + " has format \""
            + index.path("format").asString("") + "\", expected \"" + FORMAT + "\"");
      }
      if (index.path("version").asInt(0) > VERSION) {
        throw AthanorException.data("bundle-newer", file + " was written by a newer Athanor: bundle version "
            + index.path("version").asInt(0) + ", this one reads up to " + VERSION
            + "; update Athanor to read it");
      }
      return new Bundle(file, zip, index);
    } catch (RuntimeException e) {
      closeQuietly(zip, e);
      throw e;
    }
  }

  private static void closeQuietly(ZipFile zip, RuntimeException reason) {
    try {
      zip.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static ZipFile zip(Path file) {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw AthanorException.data("bundle-format", file + " is no run bundle, or only the beginning of one: "
          + e.getMessage()
          + "; export the run again", e);
    } catch (IOException e) {
      throw AthanorException.data("bundle-unreadable", file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The run that was exported. */
  public Recording recording() {
    return exported;
  }

  /** That run and all that came with it. */
  public List<Recording> recordings() {
    return List.copyOf(recordings.values());
  }

  /**
   * Takes the runs into a journal. Runs that are there already, entry for entry, are left as they are.
   *
   * @return the run that was exported
   */
  public RunId importInto(Journal journal) {
    for (Recording recording : recordings.values()) {
      RunHeader header = recording.header();
      References references = References.of(recording);
      references.payloads().forEach(payload -> copy(payload, journal));
      List<Entry> entries = recording.entries().stream().map(Stamped::entry).toList();
      List<Hash> payloads = references.payloads().stream().map(Payload::hash).toList();
      boolean created = journal.create(header, new Append(entries, references.parts(), payloads, Map.of()));
      if (!created && !journal.entries(header.id(), 0).stream().map(Stamped::entry).toList().equals(
          entries)) {
        throw AthanorException.user("run-exists", "there is another run " + header.id()
            + " here with other entries; nothing was"
            + " imported for it; delete it or import into another project");
      }
    }
    return root;
  }

  private void copy(Payload payload, Journal journal) {
    try (InputStream content = open(payload)) {
      Payload stored = journal.store(content, payload.mediaType());
      if (!stored.hash().equals(payload.hash())) {
        throw tampered("payload " + payload.hash().brief() + " has another content than its name says");
      }
    } catch (IOException e) {
      throw tampered("payload " + payload.hash().brief() + " can't be read to its end: " + e.getMessage());
    }
  }

  private Recording recording(RunId id, JsonNode run) {
    byte[] header = checked("runs/" + id + "/header.json", run.path("header").asString(""));
    byte[] lines = checked("runs/" + id + "/entries.jsonl", run.path("entries").asString(""));
    List<Stamped> entries = new ArrayList<>();
    EntryCodec codec = new EntryCodec();
    for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
      entries.add(new Stamped(entries.size() + 1L, codec.decode(Json.parse(line))));
    }
    return new Recording(new HeaderCodec().decode(Json.parse(header)), entries, this);
  }

  private byte[] checked(String name, String hash) {
    byte[] bytes = bytes(file, zip, name);
    if (!Hash.of(bytes).hex().equals(hash)) {
      throw tampered(name + " was changed after the export");
    }
    return bytes;
  }

  private static byte[] bytes(Path file, ZipFile zip, String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw AthanorException.data("bundle-format", file + " is no whole run bundle: it lacks " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw AthanorException.data("bundle-tampered", file + " is damaged: " + name + " can't be unpacked: "
          + e.getMessage(), e);
    }
  }

  private AthanorException tampered(String what) {
    return AthanorException.data("bundle-tampered", file + " is not what was exported: " + what
        + "; get the bundle again from where it was made");
  }

  @Override
  public byte[] part(Hash hash) {
    return checked("parts/" + hash, hash.hex());
  }

  @Override
  public InputStream open(Payload payload) {
    ZipEntry entry = zip.getEntry("payloads/" + payload.hash());
    if (entry == null) {
      throw tampered("payload " + payload.hash().brief() + " is missing");
    }
    try {
      return zip.getInputStream(entry);
    } catch (IOException e) {
      throw tampered("payload " + payload.hash().brief() + " can't be unpacked: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw AthanorException.data("bundle-unreadable", file + " can't be closed: " + e.getMessage(), e);
    }
  }
}
