package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of cases: JSON lines (one case a line, {@code .jsonl}), JSON (an array of cases, {@code .json}) or CSV ({@code .csv}, {@code .tsv}).
 * The first record tells the dialect for all.
 *
 * @param file where it is
 * @param dialect whose form its records have; empty to tell by the first one
 */
public record DatasetFile(Path file, Optional<Dialect> dialect) {
  private static final int MARK = '\uFEFF';

  /** A file in whichever form it is. */
  public static DatasetFile of(Path file) {
    return new DatasetFile(file, Optional.empty());
  }

  /**
   * Reads it. The dataset is named by the file.
   *
   * @throws AthanorException that names the file, the place and what was expected there
   */
  public Dataset read() {
    String name = file.getFileName().toString();
    String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    try {
      List<Case> cases = switch (kind) {
        case "jsonl", "ndjson" -> lines();
        case "json" -> array();
        case "csv" -> new DelimitedCases(file, ',').read(text());
        case "tsv" -> new DelimitedCases(file, '\t').read(text());
        default -> throw AthanorException.user("dataset-kind", file
            + " is no dataset: expected a name that ends in .jsonl, .json, .csv or .tsv");
      };
      return new Dataset(stem, cases);
    } catch (NoSuchFileException e) {
      throw AthanorException.user("dataset-missing",
          "there is no dataset " + file + "; check its name in the evaluation");
    } catch (MalformedInputException e) {
      throw AthanorException.data("dataset-encoding", file + " is not in UTF-8; save it in UTF-8", e);
    } catch (IOException e) {
      throw AthanorException.data("dataset-unreadable", file + " can't be read: " + e.getMessage(), e);
    }
  }

  private String text() throws IOException {
    String text = Files.readString(file);
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private List<Case> lines() throws IOException {
    Reading reading = new Reading(dialect);
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      for (int number = 1; line != null; number++) {
        String record = number == 1 && !line.isEmpty() && line.charAt(0) == MARK ? line.substring(1) : line;
        if (!record.isBlank()) {
          reading.add("line " + number, at -> Json.parse(record));
        }
        line = reader.readLine();
      }
    }
    return reading.cases;
  }

  private List<Case> array() throws IOException {
    JsonNode whole = parsed(text());
    JsonNode records = whole.isObject() && whole.path("cases").isArray() ? whole.get("cases")
        : whole.isObject() && whole.path("examples").isArray() ? whole.get("examples") : whole;
    if (!records.isArray()) {
      throw AthanorException.user("dataset-form", file
          + " is no dataset: expected an array of cases, or an object with one under \"cases\" or \"examples\"");
    }
    Reading reading = new Reading(dialect);
    for (int i = 0; i < records.size(); i++) {
      JsonNode record = records.get(i);
      reading.add("case " + (i + 1), _ -> record);
    }
    return reading.cases;
  }

  private JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (AthanorException e) {
      throw AthanorException.user("dataset-form", file + ": " + e.getMessage());
    }
  }

  /** Records as they come. */
  private final class Reading {
    private final List<Case> cases = new ArrayList<>();
    private final Names names = new Names();
    private Optional<Dialect> known;

    Reading(Optional<Dialect> known) {
      this.known = known;
    }

    void add(String place, Function<String, JsonNode> record) {
      try {
        if (!(record.apply(place) instanceof ObjectNode object)) {
          throw AthanorException.user("case-form", "a case is a JSON object");
        }
        Dialect form = known.or(() -> Dialect.of(object)).orElseThrow(() -> AthanorException.user("case-form",
            "it has none of input, inputs and user_input, so there is nothing to ask; it has "
                + object.propertyNames()));
        known = Optional.of(form);
        cases.add(names.finish(form.read(object)));
      } catch (AthanorException e) {
        throw AthanorException.user(e.code(), file + ", " + place + ": " + e.getMessage());
      }
    }
  }
}
