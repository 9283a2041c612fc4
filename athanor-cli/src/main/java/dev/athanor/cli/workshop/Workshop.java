package dev.athanor.cli.workshop;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.project.SystemSettings;
import dev.athanor.cli.version.Version;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.ExtractOperation;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.answer.Extractor;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.retrieve.RetrieveOperation;
import dev.athanor.knowledge.retrieve.Retriever;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.run.Handle;
import dev.athanor.run.Limits;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.Replay;
import dev.athanor.run.Redactor;
import dev.athanor.run.RunListener;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A project at work: its journal, index, embedder and programs. Each is made when it is first asked for, and all are closed
 * together. For one thread.
 */
public final class Workshop implements AutoCloseable {
  /** Short, so that the run of a process that was killed can soon be gone on with. */
  static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Limits.STANDARD.patience(),
      Limits.STANDARD.branches());

  private final Project project;
  private final Consumer<String> warnings;
  private @Nullable Journal journal;
  private @Nullable Runs runs;
  private @Nullable KnowledgeIndex index;
  private @Nullable OnnxEmbedder embedder;
  private @Nullable Program<String, Answer> extractive;

  /**
   * Over a project.
   *
   * @param warnings is told what a person should know of runs
   */
  public Workshop(Project project, Consumer<String> warnings) {
    this.project = project;
    this.warnings = warnings;
  }

  /** The project. */
  public Project project() {
    return project;
  }

  /** Where runs are recorded. */
  public Journal journal() {
    Journal made = journal;
    if (made == null) {
      made = SqliteJournal.open(journalFile(project));
      journal = made;
    }
    return made;
  }

  /** The file of a project's journal. */
  public static java.nio.file.Path journalFile(Project project) {
    return project.store().resolve("journal.db");
  }

  /** The folder of what a project knows. */
  public static java.nio.file.Path knowledgeFolder(Project project) {
    return project.store().resolve("knowledge");
  }

  /** The runs, with all programs of the project. */
  public Runs runs() {
    Runs made = runs;
    if (made == null) {
      made = new Runs(journal(), LIMITS, new Warnings(warnings), Redactor.NONE).register(extractive());
      runs = made;
    }
    return made;
  }

  /** All that is recorded of a run. */
  public Recording recording(RunId id) {
    return runs().recording(id);
  }

  /** Executes a run again over its record. A recording is its own outside: it is asked what it was asked. */
  public Replay<?> replay(RunId id) {
    Recording recording = recording(id);
    return isRecording(recording) ? runs().replay(recording, RecordingProgram.of(recording))
        : runs().replay(id);
  }

  /** Drives a run on. A recording that was cut off takes nothing more, and ends with what it has. */
  public Outcome<?> drive(RunId id) {
    Recording recording = recording(id);
    return isRecording(recording) ? runs().drive(id, RecordingProgram.of(recording)) : runs().drive(id);
  }

  private static boolean isRecording(Recording recording) {
    return recording.header().program().equals(RecordingProgram.NAME);
  }

  /** What answers questions. Making it loads nothing; running it does. */
  public Program<String, Answer> extractive() {
    Program<String, Answer> made = extractive;
    if (made == null) {
      made = ExtractiveProgram.of(new RetrieveOperation(retriever()), new ExtractOperation(new Extractor(
          index(), embedder())));
      extractive = made;
    }
    return made;
  }

  /** What is searched. */
  public KnowledgeIndex index() {
    KnowledgeIndex made = index;
    if (made == null) {
      made = KnowledgeIndex.open(Sync.indexFolder(knowledgeFolder(project)));
      index = made;
    }
    return made;
  }

  /** What searches. */
  public Retriever retriever() {
    return new Retriever(index(), embedder());
  }

  /** The model. */
  public OnnxEmbedder embedder() {
    OnnxEmbedder made = embedder;
    if (made == null) {
      made = OnnxEmbedder.bgeSmall();
      embedder = made;
    }
    return made;
  }

  /** The newest snapshot of what the project knows. */
  public SnapshotInfo newestSnapshot() {
    return index().newest().orElseThrow(() -> AthanorException.user("nothing-synced",
        "nothing was synced in " + project.folder()
            + " yet, so there is nothing to search; read the documents with: athanor sync"));
  }

  /** Starts a run that answers a question, pinned to the newest snapshot and to the project's settings. */
  public Handle<Answer> ask(RunId id, String question) {
    embedder().preload();
    RunOptions options = switch (project.settings().ask()) {
      case SystemSettings.Extractive(var answer) -> ExtractiveProgram.pinned(newestSnapshot().name(), project
          .settings().knowledge().retrieval(), answer);
    };
    return runs().start(id, extractive(), question, options.pin("athanor", Codec.TEXT.encode(Version
        .number())));
  }

  @Override
  public void close() {
    if (runs != null) {
      runs.close();
    }
    if (journal != null) {
      journal.close();
    }
    if (index != null) {
      index.close();
    }
    if (embedder != null) {
      embedder.close();
    }
  }

  /** Passes on what a person should know. */
  private record Warnings(Consumer<String> to) implements RunListener {
    @Override
    public void onWarning(RunId run, String warning) {
      to.accept("run " + run + ": " + warning);
    }
  }
}
