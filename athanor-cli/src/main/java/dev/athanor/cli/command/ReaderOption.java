package dev.athanor.cli.command;

import dev.athanor.document.Principals;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says for whom something is shown. */
final class ReaderOption {
  @Option(names = "--as", paramLabel = "NAME", split = ",", description = {
      "Show only what these may read: a person, groups, roles, such as anna,hr; or everyone. Without it, all is shown,",
      "as whoever can run this can read the index as well."})
  private List<String> names = new ArrayList<>();

  Principals reader() {
    return names.isEmpty() ? Principals.OPERATOR : Principals.of(names);
  }
}
