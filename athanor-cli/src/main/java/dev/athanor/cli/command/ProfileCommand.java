package dev.athanor.cli.command;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.ProfilePage;
import dev.athanor.cli.view.ProfileText;
import dev.athanor.cli.workshop.Profiling;
import dev.athanor.document.profile.Profile;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code athanor profile}. */
@Command(name = "profile", sortOptions = false, description = {
    "Look at the documents before anything is made of them, and see what to do.",
    "Reads every document and changes nothing: types, languages, age, copies, what can't be read, personal",
    "data and secrets, and the strangest ones. Needs no sync."},
    footer = {"", "Example: athanor profile --html profile.html"})
final class ProfileCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin
  private HtmlOption html = new HtmlOption();

  ProfileCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Screen screen = invocation.screen();
    Project project = invocation.project();
    Profile profile = profile(project);
    html.write(invocation, "profile-unwritable",
        () -> ProfilePage.of(profile, String.valueOf(project.folder().getFileName())));
    if (invocation.json()) {
      invocation.json(ProfileText.json(profile));
    } else {
      screen.result(ProfileText.lines(profile, screen));
    }
    return ExitCode.OK.number();
  }

  private Profile profile(Project project) {
    try (Progress progress = invocation.screen().progress("reading")) {
      return new Profiling(project, invocation.environment()).run(InstantSource.system(), progress);
    }
  }
}
