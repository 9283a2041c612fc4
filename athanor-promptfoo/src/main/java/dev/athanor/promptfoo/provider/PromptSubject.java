package dev.athanor.promptfoo.provider;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.subject.Answers;
import dev.athanor.eval.subject.CommandOperation;
import dev.athanor.eval.subject.HttpOperation;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.promptfoo.template.Script;
import dev.athanor.promptfoo.template.Template;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A prompt put to a target: what an experiment over a suite measures. Safe for use by many threads. */
public final class PromptSubject {
  /** A model or an echo, whose insides are on record. */
  private static final String KIND = "promptfoo";
  /** Somebody else's system. */
  private static final String OUTSIDE = "promptfoo-outside";
  private static final String PIN = "promptfoo";
  private static final String JSON = "json";
  private static final int AT_ONCE = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Codec<Asked> ASKED = Codec.of(Asked.class);
  private static final Codec<Pin> PINS = Codec.of(Pin.class);
  private static final Codec<Output> OUTPUT = Codec.of(Output.class);

  private final Connections connections;
  private final ModelOperation model;
  private final HttpOperation http;
  private final CommandOperation command = new CommandOperation();

  /**
   * Over these.
   *
   * @param environment gives the variables that headers name
   */
  public PromptSubject(Connections connections, Function<String, Optional<String>> environment) {
    this.connections = connections;
    this.model = new ModelOperation(connections, connections);
    this.http = new HttpOperation(environment);
  }

  /** What an arm is pinned to. */
  private record Pin(String prompt, Target target) {}

  /**
   * What a test adds.
   *
   * @param values of the variables
   * @param prefix before the prompt
   * @param suffix after it
   * @param output in place of an answer, if it is known
   */
  private record Asked(ObjectNode values, String prefix, String suffix, Optional<JsonNode> output) {
    /** A value that is missing in JSON is none. */
    private Asked {
      output = output.filter(json -> !json.isNull());
    }
  }

  /** The members of a case's metadata that change what is asked. */
  public enum Member {
    /** Text before the prompt. */
    PREFIX,
    /** Text after it. */
    SUFFIX,
    /** The answer, which nobody is asked for. */
    OUTPUT;

    /** Its name. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** As experiments know them. */
  public List<Subject<?, ?>> subjects() {
    return List.of(subject(KIND, true), subject(OUTSIDE, false));
  }

  private Subject<Asked, Output> subject(String kind, boolean seen) {
    return new Subject<>(kind, new Program<>(kind, ASKED, OUTPUT, this::answer), (given, _) -> asked(given),
        output -> output, AT_ONCE, seen);
  }

  private static Asked asked(Case given) {
    ObjectNode values = given.input() instanceof ObjectNode object ? object : Json.object();
    JsonNode more = given.metadata();
    return new Asked(values, more.path(Member.PREFIX.word()).asString(""),
        more.path(Member.SUFFIX.word()).asString(
            ""),
        Optional.of(more.path(Member.OUTPUT.word())).filter(json -> !json.isMissingNode() && !json.isNull()));
  }

  /** The arm that asks a target. */
  public static Arm arm(String name, Target target) {
    return new Arm(name, target instanceof Target.OfModel || target instanceof Target.Echo ? KIND : OUTSIDE);
  }

  /** What that arm is pinned to. */
  public static RunOptions pin(RunOptions options, String prompt, Target target) {
    return options.pin(PIN, PINS.encode(new Pin(prompt, target)));
  }

  private Output answer(Run run, Asked asked) {
    Pin pin = run.pinned(PIN, PINS);
    if (asked.output().isPresent()) {
      return known(asked.output().get().path(JSON).asString(""), asked.output().get());
    }
    String prompt = Rendering.of(asked.prefix() + pin.prompt() + asked.suffix(), asked.values());
    return switch (pin.target()) {
      case Target.Echo _ -> Output.text(prompt);
      case Target.OfModel target -> ask(run, target, prompt);
      case Target.Endpoint endpoint -> send(run, endpoint, prompt, asked);
      case Target.Command program -> execute(run, program, prompt, asked);
    };
  }

  /** An answer that is JSON, as a case has it: with its members in the order in which they were written. */
  public static JsonNode known(JsonNode output) {
    return Json.object().put(JSON, Script.json(output));
  }

  private static Output known(String json, JsonNode output) {
    return output.isString() ? Output.text(output.stringValue())
        : new Output(json, Optional.of(Json.parse(json)), false, List.of());
  }

  private Output ask(Run run, Target.OfModel target, String prompt) {
    ModelName name = connections.name(target);
    ModelResponse response =
        run.step("answer", model, ModelRequest.of(name, Rendering.messages(prompt), target
            .settings()));
    return new ModelOutput(target).of(response);
  }

  private Output send(Run run, Target.Endpoint endpoint, String prompt, Asked asked) {
    ObjectNode values = Rendering.values(asked.values()).put("prompt", prompt);
    HttpOperation.Response response =
        run.step("http", http, new HttpOperation.Request(Template.of(endpoint.url())
            .render(values), endpoint.headers(), Template.render(endpoint.body(), values), PATIENCE));
    return Answers.of(response.body(), endpoint.answer());
  }

  private Output execute(Run run, Target.Command program, String prompt, Asked asked) {
    List<String> words = new ArrayList<>(program.words());
    words.add(prompt);
    words.add(Json.object().set("config", program.options()).toString());
    words.add(Json.object().set("vars", asked.values()).toString());
    CommandOperation.Said said =
        run.step("command", command, new CommandOperation.Request(words, program.folder(), "", PATIENCE));
    String output = said.output().strip();
    if (said.exit() != 0 || (output.isEmpty() && !said.errors().isBlank())) {
      throw new StepFailed("command-failed",
          program.words().getFirst() + " ended with exit code " + said.exit() + ": "
              + Json.abbreviate(said.errors().strip(), 500),
          false);
    }
    return Output.text(output);
  }
}
