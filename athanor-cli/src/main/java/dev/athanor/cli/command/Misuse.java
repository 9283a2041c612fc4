package dev.athanor.cli.command;

import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what may have been meant. */
final class Misuse {
  /** A name further away than this is no slip of the finger. */
  private static final int FARTHEST_SLIP = 3;

  private Misuse() {}

  static String explain(ParameterException e) {
    String what = e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()
        ? unmatched(unmatched)
        : e.getMessage();
    return what + "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String typed = e.getUnmatched().getFirst();
    boolean option = typed.startsWith("-");
    boolean name = !option && !command.getSubcommands().isEmpty();
    String what = option ? "unknown option \"" : name ? "unknown command \"" : "unexpected argument \"";
    List<String> known = new ArrayList<>();
    if (option) {
      command.getCommandSpec().options().forEach(each -> known.addAll(List.of(each.names())));
    } else if (name) {
      known.addAll(command.getSubcommands().keySet());
    }
    return what + typed + "\"" + Nearest.to(typed, known, 1).stream()
        .filter(nearest -> Nearest.distance(typed, nearest) <= FARTHEST_SLIP)
        .findFirst().map(nearest -> "; did you mean " + nearest + "?").orElse("");
  }
}
