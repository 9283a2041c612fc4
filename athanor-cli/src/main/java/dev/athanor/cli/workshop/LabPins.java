package dev.athanor.cli.workshop;

import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.project.LabSettings;
import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.run.Fork;
import dev.athanor.run.RunOptions;
import dev.athanor.system.SystemPlan;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a candidate is pinned to where a run was pinned to something: the change, and nothing else. Who asked stays who asked.
 *
 * @param workshop the project
 * @param change what is otherwise
 * @param plan the system as it is now, if the candidate begins with it
 */
record LabPins(Workshop workshop, LabSettings.Change change, Optional<SystemPlan> plan) {
  /** In the place of a snapshot's name. */
  private static final String NEWEST = "newest";
  private static final String INDEX = "index";

  /** The candidate's. */
  ObjectNode of(ObjectNode observed) {
    ObjectNode pins = plan.map(now -> now(now, observed)).orElseGet(observed::deepCopy);
    change.index().ifPresent(index -> searchIn(index, pins));
    ManifestChanges changes = new ManifestChanges(workshop, pins);
    Fork fork = Fork.at(dev.athanor.journal.Path.ROOT);
    for (Map.Entry<String, String> each : change.set().entrySet()) {
      fork = changes.set(fork, each.getKey(), value(each.getKey(), each.getValue(), pins));
    }
    ObjectNode changed = fork.changed(pins);
    checkSearchable(observed, changed);
    return changed;
  }

  private String value(String key, String text, ObjectNode pins) {
    if (key.equals(ExtractiveProgram.PRINCIPALS)) {
      throw AthanorException.user("lab-principals", "--set " + key + "=" + text
          + " would answer in other names than those who asked, who may not read the same documents; a replay"
          + " keeps who asked. To see what others would be answered: athanor ask --as NAME");
    }
    return key.equals(ExtractiveProgram.SNAPSHOT) && text.equals(NEWEST)
        ? workshop.searchable(index(pins), mode(pins)).value() : text;
  }

  /** The system as the project has it now, for the one who asked. */
  private ObjectNode now(SystemPlan now, ObjectNode observed) {
    Principals principals = observed.has(ExtractiveProgram.PRINCIPALS)
        ? Codec.of(Principals.class).decode(observed.get(ExtractiveProgram.PRINCIPALS)) : Principals.ANYBODY;
    String index = index(observed);
    workshop.searchIn(index);
    workshop.serve(new Asker(principals, filter(observed)));
    RunOptions options = ExtractiveProgram.pin(RunOptions.PLAIN, principals);
    ObjectNode pins = Json.object();
    workshop.systems().pinned(options, now).manifest().forEach(pins::set);
    if (observed.has(INDEX)) {
      pins.put(INDEX, index);
    }
    return pins;
  }

  /** Among which documents was asked, beside what the project always leaves out. */
  private String filter(ObjectNode observed) {
    String filter = observed.path(ExtractiveProgram.RETRIEVAL).path("filter").asString("");
    return filter.equals(workshop.retrieval().filter().orElse("")) ? "" : filter;
  }

  private void searchIn(String index, ObjectNode pins) {
    if (!pins.path(ExtractiveProgram.RETRIEVAL).isObject()) {
      throw AthanorException.user("lab-index", "--index " + index
          + " is for systems that search, and this one does not; leave it out");
    }
    workshop.searchIn(index);
    RetrievalSettings settings =
        workshop.retrieval().among(pins.path(ExtractiveProgram.RETRIEVAL).path("filter").asString(""));
    pins.put(INDEX, index);
    pins.set(ExtractiveProgram.RETRIEVAL, RetrievalSettings.CODEC
        .encode(settings.reranker().map(each -> settings.with(workshop.pinned(each))).orElse(settings)));
    pins.put(ExtractiveProgram.SNAPSHOT, workshop.searchable(index, settings.mode()).value());
  }

  private static String index(ObjectNode pins) {
    return pins.path(INDEX).asString(IndexesSettings.MAIN);
  }

  private static Mode mode(ObjectNode pins) {
    return RetrievalSettings.CODEC.decode(pins.path(ExtractiveProgram.RETRIEVAL)).mode();
  }

  /** The record answers what was asked then; what is asked otherwise must be searched, in documents that are still there. */
  private void checkSearchable(ObjectNode observed, ObjectNode changed) {
    JsonNode snapshot = changed.path(ExtractiveProgram.SNAPSHOT);
    boolean searches =
        !changed.path(ExtractiveProgram.RETRIEVAL).equals(observed.path(ExtractiveProgram.RETRIEVAL));
    if (snapshot.isString() && searches && !workshop.keeps(new SnapshotName(snapshot.stringValue()))) {
      throw AthanorException.user("snapshot-gone", "some of these runs have searched snapshot "
          + snapshot.stringValue() + " of the documents, which is no longer kept, so it can't be searched in"
          + " another way; search the documents as they are now, too: --set snapshot=" + NEWEST);
    }
  }
}
