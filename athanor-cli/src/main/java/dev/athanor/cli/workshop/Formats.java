package dev.athanor.cli.workshop;

import dev.athanor.eval.file.ArmSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.json.Codec;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.PromptPin;
import dev.athanor.prompt.format.Formatting;
import dev.athanor.prompt.format.Formattings;
import dev.athanor.run.RunOptions;
import dev.athanor.system.asking.PromptChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A system of an evaluation in several formattings of the prompt that asks its question, each an arm of its own. */
final class Formats {
  /** The same ones each time, so that an evaluation that is run again asks nobody again. */
  private static final long SEED = 1;

  private Formats() {}

  /**
   * The arms, the one of the original formatting first.
   *
   * @param kind of subject
   * @param pins what the system is pinned to
   */
  static Map<Arm, RunOptions> of(ArmSettings.OfSystem arm, String kind, RunOptions pins) {
    JsonNode name = pins.manifest().get(PromptChoice.PROMPT);
    if (name == null) {
      throw AthanorException.user("formats-prompt", "system " + arm.system() + " has formats: "
          + arm.formats()
          + ", and asks no model, so it has no prompt that could be written otherwise; leave formats out");
    }
    JsonNode pinned =
        Objects.requireNonNull(pins.manifest().get(PromptPin.key(PromptName.parse(Codec.TEXT.decode(name)))));
    Map<Arm, RunOptions> arms = new LinkedHashMap<>();
    for (Formatting each : Formattings.of(PromptPin.CODEC.decode(pinned).prompt(), arm.formats(), SEED)) {
      PromptPin pin = each.prompt().pin();
      String shown = each.name().equals(Formatting.ORIGINAL) ? arm.name() : arm.name() + "-" + each.name();
      arms.put(new Arm(shown, kind, Optional.of(new Arm.Written(arm.name(), each.shown()))),
          pins.pin(pin.key(), PromptPin.CODEC.encode(pin)));
    }
    return arms;
  }
}
