package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The files beside a suite.
 *
 * @param folder of the suite
 */
record SuiteFolder(Path folder) {
  private static final String FILE = "file://";
  private static final Set<String> SCRIPTS =
      Set.of("js", "cjs", "mjs", "ts", "cts", "mts", "py", "rb", "go", "sh");
  private static final Set<String> BINARY =
      Set.of("pdf", "png", "jpg", "jpeg", "gif", "bmp", "webp", "svg", "mp3",
          "wav", "m4a", "mp4", "webm", "mov", "xlsx", "xls", "docx");

  static boolean names(String text) {
    return text.startsWith(FILE);
  }

  /** The files that a reference means: one, or those that fit a pattern, by name. */
  List<Path> find(String reference) {
    String written = names(reference) ? reference.substring(FILE.length()) : reference;
    if (!written.matches(".*[*?{\\[].*")) {
      return List.of(folder.resolve(written).normalize());
    }
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + folder.resolve(written).normalize());
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found = all.map(Path::normalize).filter(matcher::matches).sorted().toList();
      if (found.isEmpty()) {
        throw AthanorException.user("suite-file", "no file fits " + reference + " in " + folder);
      }
      return found;
    } catch (IOException e) {
      throw AthanorException.data("suite-file", folder + " can't be read: " + e, e);
    }
  }

  /** The one file that a reference means. */
  Path one(String reference) {
    List<Path> files = find(reference);
    if (files.size() > 1) {
      throw AthanorException.user("suite-file", reference + " means " + files.size()
          + " files; expected one");
    }
    return files.getFirst();
  }

  static String end(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  String text(Path file) {
    String plain = file.toString().replaceFirst("(\\.\\w+):\\w+$", "$1");
    if (SCRIPTS.contains(end(Path.of(plain)))) {
      throw AthanorException.user("suite-script", file.getFileName() + " is code in another language");
    }
    if (BINARY.contains(end(file))) {
      throw AthanorException.user("suite-binary", file.getFileName() + " is no text");
    }
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException e) {
      throw AthanorException.user("suite-file", file + " can't be read: " + e
          + "; check its name in the suite");
    }
  }

  /** A file as a value: of YAML, JSON and lines of JSON what they say, of others their text. */
  JsonNode value(Path file) {
    String text = text(file);
    return switch (end(file)) {
      case "yaml", "yml", "json" -> YamlText.read(file.toString(), text);
      case "jsonl" -> {
        ArrayNode lines = Json.MAPPER.createArrayNode();
        text.lines().filter(line -> !line.isBlank()).map(Json::parse).forEach(lines::add);
        yield lines;
      }
      default -> dev.athanor.promptfoo.template.Script.of(text.strip());
    };
  }
}
