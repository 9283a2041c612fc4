package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads tests from a table: a row is a test, a column a variable, but for those that begin with two underscores. */
final class TestTable {
  private static final Pattern CONFIG = Pattern.compile("__config:__expected(\\d*):threshold");
  private static final String METADATA = "__metadata:";

  private TestTable() {}

  static List<ObjectNode> read(String name, String text) {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true)
            .get();
    try (CSVParser rows = CSVParser.parse(new StringReader(text), format)) {
      List<ObjectNode> tests = new ArrayList<>();
      for (CSVRecord row : rows) {
        tests.add(test(row.toMap()));
      }
      return tests;
    } catch (IOException | IllegalArgumentException e) {
      throw AthanorException.user("suite-table", name + " is no table that can be read: " + e.getMessage());
    }
  }

  private static ObjectNode test(Map<String, String> row) {
    ObjectNode test = Json.object();
    ObjectNode values = test.putObject("vars");
    ArrayNode assertions = test.putArray("assert");
    row.forEach((name, value) -> {
      if (name.strip().startsWith("__expected") && !value.isBlank()) {
        assertions.add(Expected.read(value.strip()));
      }
    });
    row.forEach((written, value) -> column(test, values, assertions, written.strip(), value));
    return test;
  }

  private static void column(ObjectNode test, ObjectNode values, ArrayNode assertions, String name,
      String value) {
    Matcher config = CONFIG.matcher(name);
    if (config.matches()) {
      int index = config.group(1).isEmpty() ? 0 : Integer.parseInt(config.group(1)) - 1;
      if (assertions.get(index) instanceof ObjectNode assertion) {
        assertion.put("threshold", number(name, value));
      }
    } else if (name.startsWith(METADATA)) {
      if (!value.isBlank()) {
        test.withObject("/metadata").put(name.substring(METADATA.length()).replace("[]", ""), value);
      }
    } else {
      switch (name) {
        case "__prefix", "__suffix" -> test.withObject("/options").put(name.substring(2), value);
        case "__description" -> test.put("description", value);
        case "__providerOutput" -> {
          if (!value.isEmpty()) {
            test.put("providerOutput", value);
          }
        }
        case "__metric" -> assertions.forEach(each -> ((ObjectNode) each).put("metric", value));
        case "__threshold" -> {
          if (!value.isBlank()) {
            test.put("threshold", number(name, value));
          }
        }
        case String other when other.startsWith("__expected") -> {
        }
        default -> values.put(name, value);
      }
    }
  }

  private static double number(String column, String value) {
    try {
      return Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      throw AthanorException.user("suite-table", "the column " + column + " has \"" + value
          + "\"; expected a number");
    }
  }
}
