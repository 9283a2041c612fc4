package dev.athanor.cli.command;

import dev.athanor.cli.demo.SampleProject;
import dev.athanor.cli.demo.Tour;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.AnswerJson;
import dev.athanor.cli.view.DiffJson;
import dev.athanor.cli.view.RunJson;
import dev.athanor.cli.view.SyncText;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** {@code athanor demo}. */
@Command(name = "demo", sortOptions = false, description = {
    "See what it does, in a minute: 48 Wikipedia articles, questions, a run replayed and forked.",
    "Needs no key and no network. Makes a project that you keep and can go on with."})
final class DemoCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = "athanor-demo",
      description = "The folder of the project; ${DEFAULT-VALUE} without it.")
  private String folder = "";

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.surroundings().closeNetwork().run();
    Screen screen = invocation.screen();
    boolean json = invocation.json();
    try (Interruption _ =
        Interruption.says(invocation, "what is done so far is kept; begin again with: athanor demo")) {
      Project project = new SampleProject(invocation.path(folder)).prepare();
      if (!json) {
        welcome(project.folder());
      }
      try (Workshop workshop = new Workshop(project, Map.of(), screen::warn)) {
        Tour.Result result = new Tour(workshop, screen, json).go();
        if (json) {
          invocation.json(json(result));
        } else {
          farewell(result);
        }
      }
    }
    return ExitCode.OK.number();
  }

  private void welcome(Path project) {
    Screen screen = invocation.screen();
    screen.result(
        screen.paint(Style.STRONG, "Athanor") + "  answers from documents, in runs that can be replayed");
    screen.result("");
    screen.result(
        "The project is " + project + "; it is yours to keep. The articles are from Wikipedia, by way");
    screen.result("of XQuAD, under CC BY-SA 4.0 (see NOTICE there). The network is closed for this process.");
  }

  private void farewell(Tour.Result result) {
    Screen screen = invocation.screen();
    String athanor = invocation.surroundings().command() + " -C " + invocation.shown(result.project()
        .folder());
    screen.result("");
    screen.result(screen.paint(Style.STRONG, "Go on with"));
    for (String each : List.of(athanor + " ask \"Where did the Normans come from?\"", athanor
        + " show --step extract " + result.replayed(),
        athanor + " diff " + result.replayed() + " " + result
            .fork())) {
      screen.result("   " + screen.paint(Style.HANDLE, each));
    }
    screen.result("");
    screen.result("Your own documents: " + screen.paint(Style.HANDLE, invocation.surroundings().command()
        + " init DIR --docs FOLDER"));
  }

  private static tools.jackson.databind.node.ObjectNode json(Tour.Result result) {
    var json = Json.object().put("project", result.project().folder().toString());
    json.set("sync", SyncText.json(result.sync()));
    ArrayNode asked = json.putArray("asked");
    result.asked().forEach(each -> asked.add(Json.object().put("question", each.question()).setAll(AnswerJson
        .of(each.run(), each.outcome()))));
    json.set("replay", RunJson.replay(result.replay()));
    json.put("fork", result.fork().value());
    json.set("diff", DiffJson.of(result.diff()));
    return json;
  }
}
