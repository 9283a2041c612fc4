package dev.athanor.cli.command;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.ProfilePage;
import dev.athanor.cli.view.ProfileText;
import dev.athanor.cli.workshop.Profiling;
import dev.athanor.document.profile.Profile;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code athanor profile}. */
@Command(name = "profile", sortOptions = false, description = {
    "Look at the documents before anything is made of them, and see what to do.",
    "Reads every document and changes nothing: types, languages, age, copies, what can't be read, personal",
    "data and secrets, and the strangest ones. Needs no sync."},
    footer = {"", "Example: athanor profile --html profile.html"})
final class ProfileCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--html", paramLabel = "FILE", description = "Write it as one page with plots, too.")
  private @Nullable String html;

  ProfileCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Screen screen = invocation.screen();
    Project project = invocation.project();
    Profile profile;
    try (Progress progress = screen.progress("reading")) {
      profile = new Profiling(project, invocation.environment()).run(InstantSource.system(), progress);
    }
    if (html != null) {
      write(invocation.path(html), ProfilePage.of(profile, String.valueOf(project.folder().getFileName())));
    }
    if (invocation.json()) {
      invocation.json(ProfileText.json(profile));
    } else {
      screen.result(ProfileText.lines(profile, screen));
    }
    return ExitCode.OK.number();
  }

  private void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw AthanorException.user("profile-unwritable", "the page can't be written to " + file + ": " + e
          + "; name a file in a folder that exists and can be written");
    }
    invocation.screen().note("Wrote " + invocation.shown(file));
  }
}
