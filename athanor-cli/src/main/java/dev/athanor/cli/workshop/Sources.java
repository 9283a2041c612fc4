package dev.athanor.cli.workshop;

import dev.athanor.cli.project.KnowledgeSettings;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.project.SourceRules;
import dev.athanor.cli.project.SourceSettings;
import dev.athanor.document.Readers;
import dev.athanor.document.source.AccessRule;
import dev.athanor.document.source.Attributed;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Glob;
import dev.athanor.document.source.KeptFile;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import dev.athanor.document.source.archive.ArchiveLimits;
import dev.athanor.document.source.archive.ArchiveSource;
import dev.athanor.document.source.git.GitPlace;
import dev.athanor.document.source.git.GitSettings;
import dev.athanor.document.source.git.GitSource;
import dev.athanor.document.source.jdbc.JdbcSource;
import dev.athanor.document.source.mail.MailSource;
import dev.athanor.document.source.records.RecordsSource;
import dev.athanor.document.source.web.WebSource;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the sources that a project names. */
final class Sources {
  /** The ledger's name for a source that has none of its own. */
  static final String UNNAMED = SourceSettings.UNNAMED;
  private static final List<String> RECORDS = List.of("*.{json,jsonl,ndjson,csv,tsv,tab}");

  private static final List<String> ARCHIVES = List.of("*.{zip,tar,tgz}", "*.tar.gz");

  private final Project project;
  private final List<String> readable;
  private final Map<String, String> environment;
  private final InstantSource clock;

  /**
   * For a project.
   *
   * @param readable patterns of the files that can be read
   * @param environment where passwords are looked for
   */
  Sources(Project project, List<String> readable, Map<String, String> environment, InstantSource clock) {
    this.project = project;
    this.readable = readable;
    this.environment = environment;
    this.clock = clock;
  }

  List<Source> all() {
    KnowledgeSettings knowledge = project.settings().knowledge();
    if (knowledge.sources().isEmpty()) {
      throw AthanorException.user("project-sources", project.file() + ": " + KnowledgeSettings.NO_SOURCES);
    }
    return knowledge.sources().stream().map(this::of).toList();
  }

  private Source of(SourceSettings settings) {
    SourceRules rules = settings.rules();
    SourceId id = new SourceId(rules.name().orElse(UNNAMED));
    String mount = rules.name().map(name -> name + "/").orElse("");
    long maxBytes = project.settings().knowledge().maxFileSize().bytes();
    Source source = switch (settings) {
      case SourceSettings.Folder folder ->
          new FolderSource(id, project.path(folder.folder()), mount, selection(rules, readable, maxBytes),
              clock);
      case SourceSettings.Records records ->
          new RecordsSource(id, files(id, records.path(), rules, RECORDS), mount, records.format(),
              records.mapping(),
              maxBytes);
      case SourceSettings.Jdbc jdbc ->
          new JdbcSource(id, mount, jdbc.database(), jdbc.query(), jdbc.mapping(), maxBytes,
              environment::get);
      case SourceSettings.Archive archive ->
          new ArchiveSource(id, files(id, archive.path(), SourceRules.NONE, ARCHIVES), mount,
              selection(rules, readable, maxBytes), ArchiveLimits.of(maxBytes),
              KeptFile.in(kept(id.value(), ".members.json")));
      case SourceSettings.Mail mail ->
          new MailSource(id, files(id, mail.path(), rules, List.of()), mount,
              Optional.of(selection(SourceRules.NONE, readable, maxBytes)).filter(_ -> mail.attachments()),
              maxBytes);
      case SourceSettings.Git git -> new GitSource(id, mount,
          new GitSettings(place(git), git.revision(), git.history()), selection(rules, readable, maxBytes),
          environment::get);
      case SourceSettings.Web web ->
          new WebSource(id, mount, web.settings(), selection(rules, List.of(), maxBytes),
              KeptFile.in(kept(id.value(), ".pages.json")));
    };
    return attributed(source, mount, rules);
  }

  /** A repository elsewhere has its copy under a name that no other one has. */
  private GitPlace place(SourceSettings.Git git) {
    return GitPlace.isUrl(git.repository())
        ? new GitPlace.Remote(git.repository(), git.user(), git.passwordVariable(),
            kept(git.repository(), ".git"))
        : new GitPlace.Folder(project.path(git.repository()));
  }

  /** What a source keeps from sync to sync, and can do without. */
  private Path kept(String of, String ending) {
    return project.store().resolve("sources").resolve(Hash.of(of).hex().substring(0, 16) + ending);
  }

  /** The files that documents are in, which may be as large as they like. */
  private FolderSource files(SourceId id, String path, SourceRules rules, List<String> usual) {
    Path place = project.path(path);
    Path parent = place.getParent();
    if (parent != null && Files.isRegularFile(place)) {
      String name = place.getFileName().toString().replaceAll("[\\[\\]{}*?,]", "?");
      return new FolderSource(id, parent, "", new Selection(globs(List.of("/" + name)), List.of(),
          Long.MAX_VALUE), clock);
    }
    return new FolderSource(id, place, "", selection(rules, usual, Long.MAX_VALUE), clock);
  }

  private static Selection selection(SourceRules rules, List<String> usual, long maxBytes) {
    return new Selection(globs(rules.include().isEmpty() ? usual : rules.include()), globs(rules.exclude()),
        maxBytes);
  }

  private static Source attributed(Source source, String mount, SourceRules rules) {
    if (rules.metadata().isEmpty() && rules.access().isEmpty() && rules.readers().isEmpty()) {
      return source;
    }
    List<AccessRule> access =
        rules.access().stream().map(rule -> new AccessRule(Glob.of(rule.match()), new Readers(Set
            .copyOf(rule.readers())))).toList();
    Optional<Readers> readers =
        Optional.of(rules.readers()).filter(names -> !names.isEmpty()).map(names -> new Readers(
            Set.copyOf(names)));
    return new Attributed(source, mount, rules.metadata(), access, readers);
  }

  private static List<Glob> globs(List<String> patterns) {
    return patterns.stream().map(Glob::of).toList();
  }
}
