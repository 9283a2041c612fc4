package dev.athanor.cli.command;

import dev.athanor.cli.project.Project;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a project keeps what its judges are worth.
 *
 * @param folder of the project's judges
 */
record Calibrations(Path folder) {
  private static final String END = ".calibration.json";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

  static Calibrations of(Project project) {
    return new Calibrations(project.folder().resolve(Project.EVALS).resolve("judges"));
  }

  /** A judge's name as the name of a file. */
  static String slug(String judge) {
    return judge.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[^a-z0-9]+|-+$", "");
  }

  /** Where what a judge said is kept. */
  Path verdicts(String name) {
    return named(name, ".verdicts.jsonl");
  }

  Path file(String name) {
    return named(name, END);
  }

  private Path named(String name, String end) {
    if (!NAME.matcher(name).matches()) {
      throw AthanorException.user("judge-name", "\"" + name
          + "\" can't name a calibration: expected letters, digits, '.', '_' or '-'; choose one with --name");
    }
    return folder.resolve(name + end);
  }

  /** Writes it. One of another version of the judge is written over only if that is meant. */
  Path write(String name, ObjectNode calibration, boolean replace) {
    Path file = file(name);
    if (!replace && Files.exists(file)) {
      String before = read(name).path("version").asString("");
      if (!before.equals(calibration.path("version").asString())) {
        throw AthanorException.user("calibration-exists",
            file + " is the calibration of another judge (version "
                + Json.abbreviate(before, 12)
                + "); choose another name with --name, or write over it with --replace");
      }
    }
    try {
      Files.createDirectories(folder);
      Path draft = file.resolveSibling("." + file.getFileName() + ".part");
      Files.writeString(draft, calibration.toPrettyString() + "\n");
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw AthanorException.data("calibration-unwritable", file + " can't be written: " + e
          + "; make the folder writable and try again", e);
    }
  }

  /** All of them by name, in the order of their names. */
  Map<String, JsonNode> all() {
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, JsonNode> all = new TreeMap<>();
      files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(END))
          .map(file -> file.substring(0, file.length() - END.length()))
          .forEach(name -> all.put(name, read(name)));
      return all;
    } catch (IOException e) {
      throw AthanorException.data("calibration-unreadable", folder + " can't be read: " + e, e);
    }
  }

  JsonNode read(String name) {
    Path file = file(name);
    try {
      return Json.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw AthanorException.user("calibration-missing", "there is no calibration " + file
          + "; make it with athanor judge calibrate LABELS --name " + name);
    } catch (IOException e) {
      throw AthanorException.data("calibration-unreadable", file + " can't be read: " + e, e);
    } catch (AthanorException e) {
      throw AthanorException.user("calibration-form", file + ": " + e.getMessage());
    }
  }
}
