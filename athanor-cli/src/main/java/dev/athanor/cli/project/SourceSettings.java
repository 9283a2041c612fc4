package dev.athanor.cli.project;

import dev.athanor.document.source.git.GitRevision;
import dev.athanor.document.source.jdbc.Database;
import dev.athanor.document.source.jdbc.JdbcQuery;
import dev.athanor.document.source.records.FieldMapping;
import dev.athanor.document.source.records.RecordFormat;
import dev.athanor.document.source.web.WebSettings;
import java.util.Optional;

/** A place that has documents. Paths are relative to the project. */
public sealed interface SourceSettings {
  /** How a source is called that has no name of its own. */
  String UNNAMED = "documents";

  /** What is said of sources of every kind. */
  SourceRules rules();

  /** Where it is, for people. */
  String described();

  /** Stands before the names of its documents. */
  default Optional<String> name() {
    return rules().name();
  }

  /** The files of a folder. */
  record Folder(String folder, SourceRules rules) implements SourceSettings {
    /** The same under a name. */
    public Folder named(String name) {
      return new Folder(folder, rules.named(name));
    }

    @Override
    public String described() {
      return folder;
    }
  }

  /** The records in a file, or in a folder's files. */
  record Records(String path, RecordFormat format, FieldMapping mapping, SourceRules rules)
      implements SourceSettings {
    @Override
    public String described() {
      return path;
    }
  }

  /** The rows of a query. */
  record Jdbc(Database database, JdbcQuery query, FieldMapping mapping, SourceRules rules)
      implements SourceSettings {
    @Override
    public String described() {
      return "a database";
    }
  }

  /** The pages of a site. */
  record Web(WebSettings settings, SourceRules rules) implements SourceSettings {
    @Override
    public String described() {
      return settings.within().getFirst().toString();
    }
  }

  /** The members of archives. */
  record Archive(String path, SourceRules rules) implements SourceSettings {
    @Override
    public String described() {
      return path;
    }
  }

  /**
   * The mails in a file, or in a folder's files.
   *
   * @param attachments whether what is attached is a document too
   */
  record Mail(String path, boolean attachments, SourceRules rules) implements SourceSettings {
    @Override
    public String described() {
      return path;
    }
  }

  /**
   * The files of a Git repository.
   *
   * @param repository its folder, or a url
   * @param user who fetches from the url; empty where it does not ask
   * @param passwordVariable the variable of the environment that holds the password or token
   * @param history how many commits are looked through for those that changed the files
   */
  record Git(String repository, Optional<String> user, Optional<String> passwordVariable,
      GitRevision revision,
      int history, SourceRules rules) implements SourceSettings {
    @Override
    public String described() {
      return repository;
    }
  }

  /** All documents of a folder. */
  static Folder of(String folder) {
    return new Folder(folder, SourceRules.NONE);
  }
}
