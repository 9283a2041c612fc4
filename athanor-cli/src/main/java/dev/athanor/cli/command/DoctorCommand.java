package dev.athanor.cli.command;

import dev.athanor.cli.doctor.Examination;
import dev.athanor.cli.doctor.Finding;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.TextWidth;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;

/** {@code athanor doctor}. */
@Command(name = "doctor", sortOptions = false, description = {
    "Look whether everything is sound: Java, the model, the store, the index, the disk.",
    "Reads every byte of the journal and of the index. Changes nothing. Where something is wrong it says what",
    "to do, and ends with code 14."})
final class DoctorCommand implements Callable<Integer> {
  private static final int SUBJECT_WIDTH = 13;

  private final Invocation invocation;

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Examination examination = new Examination();
    try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmall()) {
      examination.installation(() -> embedder);
    }
    try {
      Project project = invocation.project();
      examination.project(project, invocation.surroundings().streams().environment());
    } catch (AthanorException e) {
      examination.project(e);
    }
    List<Finding> findings = examination.findings();
    boolean sound = findings.stream().noneMatch(each -> each.state() == Finding.State.PROBLEM);
    if (invocation.json()) {
      json(findings, sound);
    } else {
      findings.forEach(this::line);
    }
    return (sound ? ExitCode.OK : ExitCode.UNHEALTHY).number();
  }

  private void line(Finding finding) {
    Screen screen = invocation.screen();
    String mark = switch (finding.state()) {
      case OK -> screen.paint(Style.GOOD, "ok      ");
      case ABSENT -> screen.paint(Style.FAINT, "-       ");
      case PROBLEM -> screen.paint(Style.BAD, "problem ");
    };
    screen.result(mark + TextWidth.padRight(finding.subject(), SUBJECT_WIDTH) + finding.detail());
  }

  private void json(List<Finding> findings, boolean sound) {
    var json = Json.object().put("sound", sound);
    ArrayNode array = json.putArray("findings");
    findings.forEach(each -> array.addObject().put("subject", each.subject()).put("state", each.state().name()
        .toLowerCase(Locale.ROOT)).put("detail", each.detail()));
    invocation.json(json);
  }
}
