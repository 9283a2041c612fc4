package dev.athanor.cli.command;

import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.workshop.Asker;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.document.Principals;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say who asks, and among which documents. */
final class AskerOptions {
  @Option(names = "--as", paramLabel = "NAME", split = ",", description = {
      "In whose names to search: a person, groups, roles, such as anna,hr. Without it, only what",
      "everyone may read is found."})
  private List<String> names = new ArrayList<>();

  @Option(names = "--filter", paramLabel = "FILTER", description = {
      "Search only documents that pass, such as 'type:pdf modified>=2024-01-01 -language:de'."})
  private String filter = "";

  @Option(names = "--index", paramLabel = "NAME",
      description = "Search this index of athanor.yaml; without it, main.")
  private String index = IndexesSettings.MAIN;

  /** Whether something is said here. */
  boolean given() {
    return !names.isEmpty() || !filter.isEmpty() || !index.equals(IndexesSettings.MAIN);
  }

  /** Which documents may be found; blank for all. */
  String filter() {
    return filter;
  }

  /** Lets a workshop serve whoever asks. */
  void applyTo(Workshop workshop) {
    workshop.serve(new Asker(Principals.of(names), filter));
    workshop.searchIn(index);
  }
}
