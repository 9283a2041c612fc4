package dev.athanor.cli.workshop;

import java.util.Set;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.cli.application.ApplicationSubject;
import dev.athanor.cli.application.Applications;
import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.version.Version;
import dev.athanor.embedders.Retrying;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.eval.calibration.LiveVerdicts;
import dev.athanor.eval.feedback.Feedback;
import dev.athanor.eval.propose.GeneratedQuestions;
import dev.athanor.eval.propose.Section;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.journal.Budget;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.ExtractOperation;
import dev.athanor.knowledge.answer.Extractor;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RerankSettings;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveOperation;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.Models;
import dev.athanor.model.Prices;
import dev.athanor.model.Usage;
import dev.athanor.models.provider.PriceList;
import dev.athanor.models.provider.Providers;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.run.Handle;
import dev.athanor.run.Limits;
import dev.athanor.run.Outcome;
import dev.athanor.run.Recording;
import dev.athanor.run.Replay;
import dev.athanor.run.Redactor;
import dev.athanor.run.RunListener;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import dev.athanor.system.KnowledgeUse;
import dev.athanor.system.PromptShelf;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.SystemPrograms;
import dev.athanor.system.Systems;
import dev.athanor.system.conversation.Inquiry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project at work: its journal, index, embedder and programs. Each is made when it is first asked for, and all are closed
 * together. For one thread.
 */
public final class Workshop implements AutoCloseable {
  /** Short, so that the run of a process that was killed can soon be gone on with. */
  static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Limits.STANDARD.patience(),
      Limits.STANDARD.branches());

  private final Project project;
  private final Map<String, String> environment;
  private final Audience audience;
  private Asker asker = Asker.ANYBODY;
  private @Nullable Journal journal;
  private @Nullable Runs runs;
  private final Indexes indexes;
  private String searched = IndexesSettings.MAIN;
  private final ProjectEmbedders embedders;
  private final RerankerFiles rerankers;
  private @Nullable Providers providers;
  private @Nullable PriceList prices;
  private @Nullable SystemPrograms programs;
  private @Nullable Suites suites;
  private final Applications applications;

  /**
   * Over a project.
   *
   * @param environment where the keys of providers are looked for
   * @param warnings is told what a person should know of runs
   */
  public Workshop(Project project, Map<String, String> environment, Consumer<String> warnings) {
    this.project = project;
    this.environment = environment;
    this.audience = new Audience(warnings);
    this.indexes = new Indexes(project, environment);
    this.rerankers = new RerankerFiles(project);
    this.applications = new Applications(project.folder(), this::prices, warnings);
    this.embedders = new ProjectEmbedders(project, name -> providers().embedding(name));
  }

  /** The project. */
  public Project project() {
    return project;
  }

  /** Where keys and passwords are looked for. */
  public Map<String, String> environment() {
    return environment;
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
      made = programs().register(new Runs(journal(), LIMITS, audience, Redactor.NONE));
      made.register(Subjects.experiments(this), ApplicationSubject.program(applications));
      made.register(GeneratedQuestions.of(model()));
      made.register(Feedback.PROGRAM);
      made.register(LiveVerdicts.of(scorers()::make));
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
    if (recording.header().program().equals(ApplicationSubject.KIND)) {
      ApplicationSubject.start(RunSnapshots.manifest(recording), applications);
    }
    return isRecording(recording) ? runs().replay(recording, RecordingProgram.of(recording))
        : runs().replay(id);
  }

  /** Drives a run on. A recording that was cut off takes nothing more, and ends with what it has. */
  public Outcome<?> drive(RunId id) {
    Recording recording = recording(id);
    RunSnapshots.check(recording, indexes, embedders);
    if (!RunSnapshots.over(recording)) {
      ApplicationSubject.check(RunSnapshots.manifest(recording), applications);
    }
    return isRecording(recording) ? runs().drive(id, RecordingProgram.of(recording)) : runs().drive(id);
  }

  private static boolean isRecording(Recording recording) {
    return recording.header().program().equals(RecordingProgram.NAME);
  }

  /** What answers. Making it loads nothing; running it does. */
  SystemPrograms programs() {
    SystemPrograms made = programs;
    if (made == null) {
      made = SystemPrograms.of(new RetrieveOperation(retriever()), new ExtractOperation(new Extractor(indexes,
          embedders.standard())),
          model());
      programs = made;
    }
    return made;
  }

  /** The scorers that evaluations can name. */
  public Scorers scorers() {
    return Scorers.with(model()).and(suites().scorer());
  }

  /** The applications that evaluations ask. */
  Applications applications() {
    return applications;
  }

  /** What suites of promptfoo ask and are scored by. */
  synchronized Suites suites() {
    Suites made = suites;
    if (made == null) {
      made = new Suites(environment, this::prices, embedders::standard);
      suites = made;
    }
    return made;
  }

  /** Lets a model write questions about sections; what it wrote before about the same ones, it is not asked again. */
  public Outcome<GeneratedQuestions.Generated> generate(RunId id, ModelName model, List<Section> sections,
      Budget budget) {
    models().named(model);
    return runs().start(id, GeneratedQuestions.of(model()), new GeneratedQuestions.Request(model, sections),
        RunOptions.PLAIN.within(budget).memo("questions")).outcome();
  }

  /** Asks a judge about labelled cases; what it said before of the same ones, it is not asked again. */
  public Outcome<List<ObjectNode>> judge(RunId id, LiveVerdicts.Request request, Budget budget) {
    return runs().start(id, LiveVerdicts.of(scorers()::make), request,
        RunOptions.PLAIN.within(budget).dry().memo(LiveVerdicts.NAME)).outcome();
  }

  private ModelOperation model() {
    return new ModelOperation(name -> models().named(name), (model, usage) -> prices().dollars(model, usage));
  }

  /** The models that can be asked. */
  private Models models() {
    return providers();
  }

  private synchronized Providers providers() {
    Providers made = providers;
    if (made == null) {
      made = Providers.of(project.settings().models().providers(), environment::get);
      providers = made;
    }
    return made;
  }

  /** What models cost: by the project's file, and then as it is shipped. */
  private synchronized Prices prices() {
    PriceList made = prices;
    if (made == null) {
      PriceList shipped = PriceList.shipped();
      made =
          project.settings().models().prices().map(file -> PriceList.read(file).or(shipped)).orElse(shipped);
      prices = made;
    }
    return made;
  }

  /** Checks that such a model can be asked: its provider and the key. */
  public void check(ModelName model) {
    models().named(model);
  }

  /** The prompts that systems may use. */
  public PromptShelf prompts() {
    return new PromptShelf(PromptLibrary.in(project.prompts()));
  }

  /**
   * What the last syncs have seen. The caller closes it.
   *
   * @throws AthanorException {@code nothing-synced}
   */
  public Ledger ledger() {
    java.nio.file.Path file = Sync.ledgerFile(knowledgeFolder(project));
    if (!java.nio.file.Files.exists(file)) {
      throw AthanorException.user("nothing-synced", "nothing was synced in " + project.folder()
          + " yet, so no document is known; read the documents with: athanor sync");
    }
    return Ledger.open(file, java.time.InstantSource.system());
  }

  /** The snapshots that runs which are not over are pinned to. */
  public Set<SnapshotName> snapshotsInUse() {
    return java.nio.file.Files.exists(journalFile(project)) ? RunSnapshots.inUse(journal()) : Set.of();
  }

  /** What searches. */
  public Retriever retriever() {
    return new Retriever(indexes, embedders, rerankers);
  }

  /** What makes the vectors of its indexes. */
  public ProjectEmbedders embedders() {
    return embedders;
  }

  /** What has been embedded by providers so far. */
  public List<EmbeddingSpend> embeddingSpends() {
    return embedders.tokens().entrySet().stream()
        .map(each -> new EmbeddingSpend(each.getKey(), each.getValue(),
            prices().dollars(each.getKey(), Usage.of(each.getValue(), 0))))
        .toList();
  }

  /**
   * From now on this index is searched.
   *
   * @throws AthanorException {@code index-unknown}
   */
  public void searchIn(String index) {
    project.settings().knowledge().indexes().check(index);
    searched = index;
  }

  /** How the index is searched that is searched now. */
  public RetrievalSettings retrieval() {
    return project.settings().knowledge().index(searched).retrieval();
  }

  /** The same for a run: for those who ask now, and with the reranker that there is now. */
  private RetrievalSettings pinnedRetrieval() {
    RetrievalSettings settings = retrieval().among(asker.filter());
    return settings.reranker().map(each -> settings.with(pinned(each))).orElse(settings);
  }

  /** The same settings with the version that the reranker's files have now. */
  public RerankSettings pinned(RerankSettings reranker) {
    return rerankers.pinned(reranker);
  }

  /** The snapshot that is searched now, if there is who embeds a question for it. */
  private SnapshotName searchedSnapshot(Mode mode) {
    return searchable(searched, mode);
  }

  /**
   * The newest snapshot of an index, if there is who embeds a question for it.
   *
   * @throws AthanorException {@code index-unknown}, {@code nothing-synced}, {@code index-embedder}
   */
  SnapshotName searchable(String index, Mode mode) {
    SnapshotInfo newest = indexes.newest(index);
    if (mode != Mode.KEYWORD) {
      embedders.check(index, newest.embedder());
    }
    return newest.name();
  }

  /** Whether a snapshot of the documents is still there. */
  boolean keeps(SnapshotName snapshot) {
    return indexes.snapshots().stream().anyMatch(each -> each.name().equals(snapshot));
  }

  /** The systems of the project. */
  Systems systems() {
    return new Systems(programs(), prompts(),
        new KnowledgeUse(() -> searchedSnapshot(retrieval().mode()), this::pinnedRetrieval),
        project.settings().models().use(), name -> models().named(name));
  }

  /** What the system of that name would do, with all that it names found and checked. */
  public SystemPlan plan(String system) {
    return systems().plan(system, project.settings().system(system));
  }

  /** Starts a run that answers, pinned to all that decides the answer. */
  public Handle<Answer> ask(RunId id, SystemPlan plan, Inquiry inquiry) {
    preload(plan);
    RunOptions options = RunOptions.PLAIN.pin("athanor", Codec.TEXT.encode(Version.number()));
    RunOptions named = searched.equals(IndexesSettings.MAIN) ? options
        : options.pin("index", Codec.TEXT.encode(searched));
    return systems().ask(runs(), id, ExtractiveProgram.pin(named, asker.principals()), plan, inquiry);
  }

  /** Begins to load the shipped model where such a system needs it. */
  void preload(SystemPlan plan) {
    if (plan instanceof SystemPlan.Modelless
        || (plan instanceof SystemPlan.Grounded && embedders.in(searched) == embedders.standard())) {
      embedders.standard().preload();
    }
  }

  /** Starts a run of the system that is asked if none is named. */
  public Handle<Answer> ask(RunId id, String question) {
    return ask(id, plan(project.settings().ask()), Inquiry.of(question));
  }

  /** From now on it is this one who asks and searches. */
  public void serve(Asker somebody) {
    asker = somebody;
  }

  /** Who asks. */
  Asker asker() {
    return asker;
  }

  /** The passages that a question is about, for the one who asks. */
  public Retrieval search(String query, RetrievalSettings settings) {
    RetrieveRequest request =
        new RetrieveRequest(searchedSnapshot(settings.mode()), query, settings.among(asker
            .filter())).as(asker.principals());
    return patiently().answer(() -> retriever().retrieve(request));
  }

  /** A search that no run does as a step waits so for a provider that is busy. */
  static Retrying patiently() {
    return Retrying.of(ModelOperation.PATIENT);
  }

  /** From now on this one sees what runs do. */
  public void watch(RunListener spectator) {
    audience.spectator = spectator;
  }

  @Override
  public void close() {
    if (runs != null) {
      runs.close();
    }
    if (journal != null) {
      journal.close();
    }
    indexes.close();
    embedders.close();
    rerankers.close();
    if (providers != null) {
      providers.close();
    }
    if (suites != null) {
      suites.close();
    }
    applications.close();
  }

  /** Passes on what a person should know, and what is to be seen. */
  private static final class Audience implements RunListener {
    private final Consumer<String> warnings;
    private volatile RunListener spectator = RunListener.NONE;

    Audience(Consumer<String> warnings) {
      this.warnings = warnings;
    }

    @Override
    public void onStep(RunId run, Entry.Completed step) {
      spectator.onStep(run, step);
    }

    @Override
    public boolean onChunk(RunId run, Path path, JsonNode chunk) {
      return spectator.onChunk(run, path, chunk);
    }

    @Override
    public void onReset(RunId run, Path path) {
      spectator.onReset(run, path);
    }

    @Override
    public void onWarning(RunId run, String warning) {
      warnings.accept("run " + run + ": " + warning);
    }
  }
}
