package dev.athanor.cli.command;

import dev.athanor.cli.workshop.Asker;
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

  Asker asker() {
    return new Asker(Principals.of(names), filter);
  }
}
