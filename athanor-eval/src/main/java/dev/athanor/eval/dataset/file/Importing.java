package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes cases, and what a system has answered, out of a file of somebody else's, whichever of the known forms it has. */
public final class Importing {
  private Importing() {}

  /**
   * Reads a file.
   *
   * @param name of the dataset that it becomes
   * @param dialect whose form its records have; empty to tell by the first one
   */
  public static Imported read(Path file, String name, Optional<Dialect> dialect) {
    if (dialect.isEmpty() && file.getFileName().toString().endsWith(".json")) {
      JsonNode whole = json(file);
      if (TauBench.is(whole)) {
        return TauBench.read(name, whole);
      }
    }
    Dataset read = new DatasetFile(file, dialect).read();
    List<Case> cases = new ArrayList<>();
    List<ObjectNode> outputs = new ArrayList<>();
    for (Case each : read.cases()) {
      JsonNode answered = each.metadata().get(Dialect.OUTPUT);
      if (answered == null) {
        cases.add(each);
      } else {
        ObjectNode output = Json.object().put("id", each.id());
        output.set("output", answered);
        outputs.add(output);
        ObjectNode rest = each.metadata().deepCopy();
        rest.remove(Dialect.OUTPUT);
        cases.add(each.with(rest));
      }
    }
    return new Imported("cases", new Dataset(name, cases), outputs);
  }

  private static JsonNode json(Path file) {
    try {
      return Json.parse(Files.readString(file));
    } catch (IOException | AthanorException e) {
      return Json.object(); // the dataset's reader says better what is wrong
    }
  }

  /** A case as a line of a dataset's file, without what it does not have. */
  public static String line(Case given) {
    ObjectNode json = (ObjectNode) Case.CODEC.encode(given);
    List.copyOf(json.propertyNames()).forEach(member -> {
      JsonNode value = json.get(member);
      if (value.isNull() || (value.isContainer() && value.isEmpty())) {
        json.remove(member);
      }
    });
    return json.toString();
  }
}
