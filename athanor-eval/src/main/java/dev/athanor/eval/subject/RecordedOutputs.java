package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Played;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of outputs, one a line: {@code {"id": "case-1", "repeat": 0, "output": "..."}}, and if known {@code value} (the output as JSON), {@code
 * messages} (as OpenAI's chat API has
 * them), {@code found} (passages: {@code id, document, text, start, end}), {@code abstained}, {@code error} in place of an output, {@code tokens},
 * {@code dollars} and {@code seconds}. Outputs of a case without {@code repeat} are its repeats in order.
 *
 * @param file where it is
 * @param hash of its bytes
 * @param byCase the outputs of each case, by repeat
 */
record RecordedOutputs(Path file, Hash hash, Map<String, Map<Integer, Played>> byCase) {
  private static final String MARK = "\uFEFF";

  static RecordedOutputs of(Path file) {
    byte[] bytes = bytes(file);
    Map<String, Map<Integer, Played>> byCase = new HashMap<>();
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> lines = (text.startsWith(MARK) ? text.substring(MARK.length()) : text).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        add(byCase, lines.get(i), file + ", line " + (i + 1) + ": ");
      }
    }
    return new RecordedOutputs(file, Hash.of(bytes), byCase);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw AthanorException.user("outputs-missing", "there is no file of outputs " + file
          + "; check its name in the evaluation");
    } catch (IOException e) {
      throw AthanorException.data("outputs-unreadable", file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static void add(Map<String, Map<Integer, Played>> byCase, String text, String place) {
    try {
      OutputLine line = OutputLine.of(text);
      Map<Integer, Played> repeats = byCase.computeIfAbsent(line.id(), _ -> new HashMap<>());
      int repeat = line.repeat().orElse(repeats.size());
      if (repeats.putIfAbsent(repeat, line.played()) != null) {
        throw AthanorException.user("output-twice",
            "case " + line.id() + " has a second output for repeat " + repeat);
      }
    } catch (AthanorException e) {
      throw AthanorException.user(e.code(), place + e.getMessage());
    }
  }

  Played at(RecordedSubject.Which which) {
    Played played = byCase.getOrDefault(which.id(), Map.of()).get(which.repeat());
    if (played == null) {
      throw AthanorException.user(Played.MISSING,
          file + " has no output of case " + which.id() + " for repeat " + which
              .repeat() + "; it has " + byCase.getOrDefault(which.id(), Map.of()).size() + " of it");
    }
    return played;
  }
}
