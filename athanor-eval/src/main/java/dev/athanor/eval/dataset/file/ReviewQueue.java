package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases that wait for a person beside a dataset: {@code NAME.proposed.jsonl}. What is accepted is added to {@code NAME.jsonl}, what is
 * rejected to {@code NAME.rejected.jsonl}, so that it is not proposed again. A case is written where it goes before it leaves the queue, so
 * that one that is cut off loses none.
 *
 * @param folder of the datasets
 * @param name of the dataset
 */
public record ReviewQueue(Path folder, String name) {
  /** Where accepted cases are. */
  public Path dataset() {
    return folder.resolve(name + ".jsonl");
  }

  /** Where cases wait. */
  public Path proposed() {
    return folder.resolve(name + ".proposed.jsonl");
  }

  /** Where rejected cases are. */
  public Path rejected() {
    return folder.resolve(name + ".rejected.jsonl");
  }

  /** The cases that wait, in order. */
  public List<Case> waiting() {
    return read(proposed());
  }

  /** All that is in the dataset, waits, or was rejected. */
  public List<Case> known() {
    return Stream.of(dataset(), proposed(), rejected()).flatMap(file -> read(file).stream()).toList();
  }

  /**
   * Adds cases that are not known by their ids.
   *
   * @return those that were added
   */
  public List<Case> add(List<Case> cases) {
    Set<String> known = known().stream().map(Case::id).collect(Collectors.toSet());
    List<Case> fresh = cases.stream().filter(each -> known.add(each.id())).toList();
    if (!fresh.isEmpty()) {
      write(proposed(), Stream.concat(waiting().stream(), fresh.stream()).toList());
    }
    return fresh;
  }

  /**
   * Takes a case into the dataset, as it is given now.
   *
   * @throws AthanorException {@code case-unknown} if no case of that id waits
   */
  public void accept(Case given) {
    move(given, dataset());
  }

  /** Takes a case out, for good. */
  public void reject(Case given) {
    move(given, rejected());
  }

  private void move(Case given, Path to) {
    List<Case> waiting = waiting();
    List<Case> rest = waiting.stream().filter(each -> !each.id().equals(given.id())).toList();
    if (rest.size() == waiting.size()) {
      throw AthanorException.user("case-unknown", "no case \"" + given.id() + "\" waits in " + proposed()
          + "; list those that do with: athanor dataset review " + name + " --list");
    }
    List<Case> there = new ArrayList<>(read(to));
    there.removeIf(each -> each.id().equals(given.id()));
    there.add(given);
    write(to, there);
    if (rest.isEmpty()) {
      CaseLines.delete(proposed());
    } else {
      write(proposed(), rest);
    }
  }

  private static List<Case> read(Path file) {
    return Files.exists(file) ? new DatasetFile(file, Optional.empty()).read().cases() : List.of();
  }

  private static void write(Path file, List<Case> cases) {
    CaseLines.write(file,
        new Dataset(file.getFileName().toString(), cases).cases().stream().map(Importing::line).toList());
  }
}
