package dev.athanor.cli.workshop;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Finds out how often the same was looked at before: experiments of the same evaluation, with the same systems as they are now, on fewer of
 * the same cases, as when one asks for {@code --first 50}, then {@code --first 100}.
 */
public final class EarlierLooks {
  private static final int NEWEST = 50;

  private EarlierLooks() {}

  /** How often, among the newest experiments. */
  public static int at(Evaluated evaluated, Journal journal) {
    Optional<RunRecord> own = journal.find(evaluated.run());
    if (own.isEmpty()) {
      return 0;
    }
    RunHeader header = own.get().header();
    Set<String> cases = ids(evaluated.experiment());
    JsonNode arms = arms(header, journal);
    Set<Set<String>> seen = new HashSet<>();
    journal.runs(new RunQuery(Optional.of(ExperimentProgram.NAME), Optional.of(RunState.DONE), true, NEWEST))
        .stream()
        .map(RunRecord::header).filter(each -> each.created().isBefore(header.created()))
        .filter(each -> arms(each, journal).equals(arms))
        .map(each -> Experiment.CODEC.decode(each.input().value(journal::part)))
        .filter(each -> each.name().equals(evaluated.experiment().name())).map(EarlierLooks::ids)
        .filter(fewer -> fewer.size() < cases.size() && cases.containsAll(fewer)).forEach(seen::add);
    return seen.size();
  }

  private static JsonNode arms(RunHeader header, Journal journal) {
    return header.manifest().value(journal::part).path(Experiment.ARMS);
  }

  private static Set<String> ids(Experiment experiment) {
    return experiment.dataset().cases().stream().map(Case::id).collect(Collectors.toSet());
  }
}
