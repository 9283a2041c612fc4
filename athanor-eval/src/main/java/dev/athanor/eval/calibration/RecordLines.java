package dev.athanor.eval.calibration;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of a file.
 *
 * @param place where it stands, for people
 * @param json what it says
 */
record RecordLines(String place, ObjectNode json) {
  /** All lines of a JSONL file, also if it is compressed ({@code .gz}); blank ones are left out. */
  static List<RecordLines> of(Path file) {
    try (BufferedReader reader = new BufferedReader(
        new InputStreamReader(opened(file), StandardCharsets.UTF_8.newDecoder()))) {
      List<RecordLines> lines = new ArrayList<>();
      String line = reader.readLine();
      for (int number = 1; line != null; number++) {
        if (!line.isBlank()) {
          lines.add(parsed(file + ", line " + number, line));
        }
        line = reader.readLine();
      }
      if (lines.isEmpty()) {
        throw AthanorException.user("labels-empty",
            file + " has no lines; expected one JSON object a line, with id, label and verdict");
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw AthanorException.user("labels-missing", "there is no file " + file + "; check its name");
    } catch (MalformedInputException e) {
      throw AthanorException.data("labels-encoding", file + " is not in UTF-8; save it in UTF-8", e);
    } catch (IOException e) {
      throw AthanorException.data("labels-unreadable", file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static InputStream opened(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static RecordLines parsed(String place, String line) {
    try {
      if (Json.parse(line) instanceof ObjectNode object) {
        return new RecordLines(place, LlmBarForm.ours(object).orElse(object));
      }
    } catch (AthanorException e) {
      throw AthanorException.user("labels-form", place + ": " + e.getMessage());
    }
    throw AthanorException.user("labels-form",
        place + ": expected a JSON object with id, label and verdict, not " + Json.abbreviate(line, 60));
  }

  AthanorException wrong(String code, String what) {
    return AthanorException.user(code, place + ": " + what);
  }
}
