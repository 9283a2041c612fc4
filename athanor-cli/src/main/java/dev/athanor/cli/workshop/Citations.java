package dev.athanor.cli.workshop;

import dev.athanor.document.Principals;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Stamped;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.run.Recording;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the answer of a run cites, as it is on record. */
public record Citations(Recording recording) {
  /**
   * A citation.
   *
   * @param document the name of the document
   * @param version of its text
   * @param start of the quote, in code points
   * @param end of the quote, exclusive
   */
  public record Cited(String document, String version, int start, int end, String quote) {}

  /** Whether somebody sees all that the one who asked has seen. */
  public boolean mayBeShownTo(Principals reader) {
    JsonNode asking = recording.header().manifest().value(recording.contents()::part).path(
        ExtractiveProgram.PRINCIPALS);
    return reader.isOperator()
        || asking.valueStream().allMatch(name -> reader.names().contains(name.asString("")));
  }

  /** In the order of the answer; none if it is no answer from documents. */
  public List<Cited> all() {
    Optional<JsonNode> output =
        recording.entries().stream().map(Stamped::entry).filter(Entry.Ended.class::isInstance)
            .map(Entry.Ended.class::cast).map(Entry.Ended::end).filter(Entry.End.Done.class::isInstance)
            .map(Entry.End.Done.class::cast).map(done -> done.output().value(recording.contents()::part))
            .findFirst();
    return output
        .map(json -> json.path("citations").valueStream().filter(each -> each.path("document").isString())
            .map(each -> new Cited(each.path("document").stringValue(), each.path("version").asString(""),
                each.path(
                    "start").asInt(0),
                each.path("end").asInt(0), each.path("quote").asString("")))
            .toList())
        .orElse(List.of());
  }
}
