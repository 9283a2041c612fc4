package dev.athanor.cli.application;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Folders of classes and jars that are there.
 *
 * @param entries in the order in which they are searched
 */
record ClassPath(List<Path> entries) {
  private static final String ANY = "*";
  private static final String BUILD =
      "; build the application first (mvn package dependency:copy-dependencies"
          + " -DincludeScope=runtime -DoutputDirectory=target/lib), or mend the path";

  /** As it is written, from a folder. */
  static ClassPath of(List<String> written, Path folder) {
    List<Path> entries = new ArrayList<>();
    for (String each : written) {
      Path place = path(each, folder);
      Path name = place.getFileName();
      if (name != null && name.toString().contains(ANY)) {
        entries.addAll(jars(each, place));
      } else {
        entries.add(there(each, place));
      }
    }
    return new ClassPath(List.copyOf(entries));
  }

  private static Path path(String written, Path folder) {
    try {
      return folder.resolve(written).normalize();
    } catch (InvalidPathException e) {
      throw problem(written, "is no path: " + e.getReason() + "; expected a folder of classes or a jar");
    }
  }

  /** As Java itself takes a star: for jars. */
  private static List<Path> jars(String written, Path place) {
    Path folder = place.getParent();
    String name = String.valueOf(place.getFileName());
    if (folder == null || !Files.isDirectory(folder)) {
      throw problem(written, "names jars in " + folder + ", which is no folder" + BUILD);
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, name)) {
      List<Path> jars = new ArrayList<>();
      inside.forEach(each -> jars.add(each));
      jars.removeIf(each -> !each.toString().endsWith(".jar"));
      if (jars.isEmpty()) {
        throw problem(written, "names no jar: there is none like that in " + folder + BUILD);
      }
      return jars.stream().sorted().map(each -> there(written, each)).toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** A class loader would pass over what it can't read, and say that a class is missing. */
  private static Path there(String written, Path place) {
    if (Files.isDirectory(place)) {
      return place;
    }
    if (!Files.isRegularFile(place)) {
      throw problem(written, "is not there: " + place + BUILD);
    }
    try (ZipFile _ = new ZipFile(place.toFile())) {
      return place;
    } catch (IOException e) {
      throw problem(written, "has " + place + ", which is no jar (" + e.getMessage()
          + "); expected folders of classes and jars");
    }
  }

  private static AthanorException problem(String written, String what) {
    return AthanorException.user("application-classpath",
        "\"" + written + "\" in the class path of the application "
            + what);
  }

  private static AthanorException unreadable(Path place, IOException e) {
    return new AthanorException("application-classpath", Category.USER, false,
        place + " in the class path of the application can't be read: " + e + "; make it readable", e);
  }

  URL[] urls() {
    return entries.stream().map(ClassPath::url).toArray(URL[]::new);
  }

  private static URL url(Path place) {
    try {
      return place.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path has a URL", e);
    }
  }

  /** What all of it holds, wherever it is. */
  Hash version() {
    try (var digest = new DigestOutputStream(OutputStream.nullOutputStream(), Hash.sha256())) {
      for (Path entry : entries) {
        write(entry, digest);
      }
      return Hash.ofDigest(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw new AthanorException("application-classpath", Category.USER, false,
          "the class path of the application can't be read: " + e + "; make it readable", e);
    }
  }

  private static void write(Path entry, OutputStream to) throws IOException {
    try (Stream<Path> inside = Files.walk(entry)) {
      for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
        to.write((entry.relativize(file) + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
        try (InputStream content = Files.newInputStream(file)) {
          content.transferTo(to);
        }
      }
    }
  }
}
