package dev.athanor.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A few documents that are known by heart, so that answers can be checked. */
final class Handbook {
  /** Has an answer in {@code leave.md}. */
  static final String QUESTION = "How many days of paid leave does an employee have?";
  /** Has none. */
  static final String UNANSWERED = "Who won the football World Cup in 2022?";

  private Handbook() {}

  /** Writes the documents into a folder. */
  static void write(Path folder) {
    file(folder, "leave.md",
        """
            # Leave

            ## Paid leave

            Every employee has 28 days of paid leave a year. What is left at the end of the year can be taken until
            the end of March.

            ## Sick leave

            An employee who is ill tells the team lead before nine in the morning. A certificate is needed from the
            fourth day on.
            """);
    file(folder, "travel.txt", """
        Travel

        Trains are booked in the second class. A hotel may cost 120 euros a night at most.

        Receipts are handed in within six weeks after the journey.
        """);
    file(folder, "Räume & Schlüssel.md", """
        # Räume & Schlüssel

        The key to the archive hangs in room 7. The library is open from eight to six.
        """);
  }

  /** Writes one document. */
  static void file(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a project of the folder {@code docs} in which only these may read what is below {@code hr}. */
  static void readable(Path folder, String readers) {
    file(folder, "athanor.yaml", """
        knowledge:
          sources:
            - folder: docs
              access:
                - match: "hr/**"
                  readers: %s
        """.formatted(readers));
  }

  /** Reads one document. */
  static String read(Path folder, String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
