package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Result;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Usage;
import dev.athanor.run.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model was asked and what it has answered, for people. */
public final class ModelText {
  /** The operation whose steps these are. */
  public static final String OPERATION = "model";

  private static final Codec<ModelRequest> REQUEST = Codec.of(ModelRequest.class);
  private static final Codec<ModelResponse> RESPONSE = Codec.of(ModelResponse.class);

  private ModelText() {}

  /** The name of a step's operation, and of the model if it asks one. */
  static String operation(Entry.Completed step, Recording recording) {
    String name = step.step().operation();
    if (!name.equals(OPERATION)) {
      return name;
    }
    try {
      return name + " "
          + step.step().request().value(recording.contents()::part).path(OPERATION).asString("");
    } catch (AthanorException e) {
      return name; // damaged: what can't be read is left out, and the rest of the run is shown
    }
  }

  /** One question to a model, message by message, and the answer. */
  public static List<String> lines(Entry.Completed step, Recording recording, Screen screen) {
    ModelRequest request = REQUEST.decode(step.step().request().value(recording.contents()::part));
    List<String> lines = new ArrayList<>();
    lines.add(
        screen.paint(Style.HANDLE, request.model().toString()) + screen.paint(Style.FAINT, "  " + Json.MAPPER
            .valueToTree(request.settings()) + output(request.output())));
    request.messages().forEach(message -> lines.addAll(PromptText.message(message, screen)));
    lines.add("");
    recording.attempts(step.path()).forEach(attempt -> lines.add(screen.paint(Style.BAD, "attempt " + attempt
        .attempt() + ": " + Wording.failed(attempt.failure(), attempt.spend()))));
    switch (step.result()) {
      case Result.Ok(var content) ->
          lines.addAll(answer(RESPONSE.decode(content.value(recording.contents()::part)), step,
              screen));
      case Result.Failed(var failure) -> lines.add(screen.paint(Style.BAD, failure.toString()));
    }
    return lines;
  }

  private static String output(OutputFormat output) {
    return switch (output) {
      case OutputFormat.Text _ -> "";
      case OutputFormat.Json _ -> ", JSON";
      case OutputFormat.Schema(String name, _) -> ", JSON by the schema of " + name;
    };
  }

  private static List<String> answer(ModelResponse response, Entry.Completed step, Screen screen) {
    List<String> lines = new ArrayList<>(PromptText.message(response.message(), screen));
    String spent = Wording.spent(step.spend());
    lines.add(screen.paint(Style.FAINT,
        "ended by " + response.finish().name().toLowerCase(Locale.ROOT) + usage(response
            .usage())
            + (step.spend().dollars().signum() == 0 ? "" : ", " + spent.substring(spent.indexOf('$')))));
    return lines;
  }

  private static String usage(Usage usage) {
    StringBuilder text = new StringBuilder();
    add(text, "in", usage.input());
    add(text, "of them from the provider's cache", usage.cacheRead());
    add(text, "out", usage.output());
    add(text, "of them thought", usage.reasoning());
    return text.isEmpty() ? ", tokens unknown" : text.toString();
  }

  private static void add(StringBuilder text, String what, Optional<Long> tokens) {
    tokens.filter(number -> number > 0).ifPresent(
        number -> text.append(", ").append(Wording.count(number, "token")).append(' ').append(what));
  }
}
