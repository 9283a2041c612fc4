package dev.athanor.eval.calibration;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cases with people's labels and a judge's verdicts, a JSON object a line, or the labels in one file and the verdicts in another; in our form or
 * as LLMBar records them.
 *
 * @param labels the cases
 * @param verdicts where the verdicts are, if not beside the labels
 * @param judge whose verdicts, if the file has those of several
 */
public record VerdictFile(Path labels, Optional<Path> verdicts, Optional<String> judge) {
  private static final int SHOWN = 80;

  /**
   * Reads and measures nothing yet.
   *
   * @throws AthanorException that names the file, the line and what was expected there
   */
  public Calibration read() {
    List<RecordLines> lines = chosen(verdicts.isEmpty() ? RecordLines.of(labels) : joined(verdicts.get()));
    Judge who = judge(lines);
    RecordLines first = lines.getFirst();
    Task task = Task.of(label(first)).orElseThrow(() -> unknown(first, "pass, fail, first or second"));
    Map<String, String> places = new HashMap<>();
    List<Judged> cases = new ArrayList<>();
    for (RecordLines line : lines) {
      Judged judged = judged(line, task);
      String before = places.putIfAbsent(judged.id(), line.place());
      if (before != null) {
        throw line.wrong("labels-twice", "the case \"" + judged.id() + "\" is there already, in " + before
            + "; expected each case once, with both orders of a pair in one line");
      }
      cases.add(judged);
    }
    return new Calibration(who, task, cases);
  }

  private List<RecordLines> joined(Path file) {
    Map<String, RecordLines> said = new LinkedHashMap<>();
    for (RecordLines line : chosen(RecordLines.of(file))) {
      if (said.putIfAbsent(id(line), line) != null) {
        throw line.wrong("labels-twice",
            "the case \"" + id(line) + "\" is there twice; expected each case once");
      }
    }
    List<RecordLines> all = new ArrayList<>();
    for (RecordLines line : RecordLines.of(labels)) {
      ObjectNode both = Json.object().setAll(line.json());
      RecordLines verdict = said.remove(id(line));
      if (verdict == null) {
        throw line.wrong("verdict-missing", "the case \"" + id(line) + "\" has no line in " + file
            + "; expected a verdict of every labelled case");
      }
      for (String member : List.of("judge", "verdict", "swapped")) {
        both.remove(member);
        if (verdict.json().has(member)) {
          both.set(member, verdict.json().get(member));
        }
      }
      all.add(new RecordLines(line.place(), both));
    }
    if (!said.isEmpty()) {
      RecordLines line = said.values().iterator().next();
      throw line.wrong("label-missing", "the case \"" + id(line) + "\" has no label in " + labels
          + "; expected a label of every verdict");
    }
    return all;
  }

  /** Those of one judge. */
  private List<RecordLines> chosen(List<RecordLines> lines) {
    Map<String, List<RecordLines>> judges =
        lines.stream()
            .collect(Collectors.groupingBy(this::name, LinkedHashMap::new, Collectors.toList()));
    String names = judges.keySet().stream().sorted().map(each -> "\"" + each + "\"")
        .collect(Collectors.joining(", "));
    if (judge.isPresent()) {
      return Optional.ofNullable(judges.get(judge.get())).orElseThrow(() -> AthanorException.user(
          "judge-unknown", "there are no verdicts of \"" + judge.get() + "\"; there are those of " + names));
    }
    if (judges.size() > 1) {
      throw AthanorException.user("judges-several",
          "there are verdicts of " + judges.size() + " judges; choose one with --judge: " + names);
    }
    return lines;
  }

  private Judge judge(List<RecordLines> lines) {
    RecordLines first = lines.getFirst();
    JsonNode given = first.json().path("judge");
    for (RecordLines line : lines) {
      if (!line.json().path("judge").equals(given)) {
        throw line.wrong("judge-changed", "the judge is described otherwise than in " + first.place()
            + "; expected one judge with one model, prompt and settings; calibrate each on its own");
      }
    }
    ObjectNode description = Json.object();
    if (given instanceof ObjectNode object) {
      description.setAll(object);
      description.remove("name");
    }
    return new Judge(name(first), description);
  }

  private String name(RecordLines line) {
    JsonNode given = line.json().path("judge");
    String name = given.isObject() ? given.path("name").asString("") : given.asString("");
    return name.isEmpty() ? judge.orElseGet(() -> stem(verdicts.orElse(labels))) : name;
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("(\\.jsonl|\\.ndjson|\\.json)?(\\.gz)?$", "");
  }

  private static String id(RecordLines line) {
    String id = line.json().path("id").asString("");
    if (id.isEmpty()) {
      throw line.wrong("labels-id", "it has no id; expected one that names the case");
    }
    return id;
  }

  private static JsonNode label(RecordLines line) {
    if (!line.json().hasNonNull("label")) {
      throw line.wrong("label-missing",
          "the case \"" + id(line)
              + "\" has no label; expected what people say: pass, fail, first or second");
    }
    return line.json().get("label");
  }

  private static AthanorException unknown(RecordLines line, String expected) {
    return line.wrong("label-unknown",
        "the label is " + Json.abbreviate(label(line).toString(), SHOWN) + "; expected " + expected);
  }

  private static Judged judged(RecordLines line, Task task) {
    boolean label = task.word(label(line))
        .orElseThrow(() -> unknown(line, task.word(true) + " or " + task.word(false)
            + ", as in the lines before"));
    if (task == Task.PASS_FAIL && line.json().has("swapped")) {
      throw line.wrong("verdict-swapped", "swapped is the verdict on a pair in the other order, and the label"
          + " is of one output; leave it out");
    }
    List<Judged.Verdict> verdicts = new ArrayList<>();
    if (line.json().has("verdict") || !line.json().has("swapped")) {
      verdicts.add(verdict(line.json().path("verdict"), task, false));
    }
    if (line.json().has("swapped")) {
      verdicts.add(verdict(line.json().path("swapped"), task, true));
    }
    return new Judged(id(line), label, verdicts, lengths(line));
  }

  private static Judged.Verdict verdict(JsonNode said, Task task, boolean swapped) {
    String words = said.isMissingNode() || said.isNull() ? "no verdict"
        : Json.abbreviate(said.isString() ? said.stringValue() : said.toString(), SHOWN);
    return new Judged.Verdict(task.verdict(said).map(each -> each != swapped), swapped, words);
  }

  private static Optional<Judged.Lengths> lengths(RecordLines line) {
    JsonNode outputs = line.json().path("outputs");
    if (outputs.isMissingNode()) {
      return Optional.empty();
    }
    if (outputs.size() != 2 || !outputs.path(0).isString() || !outputs.path(1).isString()) {
      throw line.wrong("outputs-form", "outputs is " + Json.abbreviate(outputs.toString(), SHOWN)
          + "; expected the two texts of the pair, the first one first");
    }
    return Optional.of(new Judged.Lengths(length(outputs.get(0)), length(outputs.get(1))));
  }

  private static long length(JsonNode text) {
    return text.stringValue().codePoints().count();
  }
}
