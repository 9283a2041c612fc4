package dev.athanor.simulator.script;

import dev.athanor.error.AthanorException;
import dev.athanor.simulator.accuracy.AnswerTable;
import dev.athanor.simulator.accuracy.KnownAccuracy;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.RateLimit;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A script as it stands in a file (YAML). What is left out is as without a script.
 *
 * @param script the rules
 * @param seed of everything random
 * @param models that there are
 * @param keys that are taken
 * @param delivery how answers come
 * @param limit of requests
 */
public record ScriptFile(Script script, Optional<Long> seed, List<String> models, Set<String> keys,
    Delivery delivery,
    Optional<RateLimit> limit) {
  /**
   * Reads a file.
   *
   * @throws AthanorException {@code script-malformed} with line and column
   */
  public static ScriptFile read(Path file) {
    try {
      return read(file, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw AthanorException.user("script-malformed",
          file + " is not text in UTF-8; save it in that encoding");
    } catch (IOException e) {
      throw AthanorException.user("script-missing", "the script " + file + " can't be read (" + e.getClass()
          .getSimpleName() + "); expected a YAML file with \"rules\"");
    }
  }

  private static ScriptFile read(Path file, String text) {
    try {
      Node root = new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeString(text)
          .orElseThrow(
              () -> AthanorException.user("script-malformed", file + " is empty; expected \"rules\""));
      return read(file, new YamlValue(file.toString(), "", root));
    } catch (MarkedYamlEngineException e) {
      throw AthanorException.user("script-malformed",
          YamlValue.at(file.toString(), e.getProblemMark()) + ": this is not"
              + " YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw AthanorException.user("script-malformed", file + ": this is not YAML: " + e.getMessage());
    }
  }

  private static ScriptFile read(Path file, YamlValue root) {
    Map<String, YamlValue> members =
        root.members("seed", "models", "keys", "delivery", "limit", "cases", "rules");
    List<Rule> rules = Optional.ofNullable(members.get("rules")).map(all -> all.items().stream().map(
        RuleReader::rule).toList()).orElse(List.of());
    Optional<KnownAccuracy> cases =
        Optional.ofNullable(members.get("cases")).map(value -> cases(file, value));
    if (rules.isEmpty() && cases.isEmpty()) {
      throw root.problem("has neither \"rules\" nor \"cases\": nobody would answer");
    }
    return new ScriptFile(new Script(rules, cases.map(all -> all)),
        Optional.ofNullable(members.get("seed")).map(
            YamlValue::seed),
        texts(members, "models"), Set.copyOf(texts(members, "keys")), Optional.ofNullable(members.get(
            "delivery")).map(DeliveryReader::delivery).orElse(Delivery.USUAL),
        Optional.ofNullable(members.get(
            "limit")).map(DeliveryReader::limit));
  }

  private static List<String> texts(Map<String, YamlValue> members, String name) {
    return Optional.ofNullable(members.get(name)).map(YamlValue::texts).orElse(List.of());
  }

  private static KnownAccuracy cases(Path file, YamlValue value) {
    Map<String, YamlValue> members = value.members("file", "accuracy");
    YamlValue table =
        Optional.ofNullable(members.get("file")).orElseThrow(() -> value.problem("has no \"file\""));
    YamlValue accuracy = Optional.ofNullable(members.get("accuracy")).orElseThrow(() -> value.problem(
        "has no \"accuracy\""));
    Map<String, Double> accuracies = new LinkedHashMap<>();
    if (accuracy.isMapping()) {
      accuracy.members().forEach((model, rate) -> accuracies.put(model, rate.number(0, 1)));
    } else {
      accuracies.put("*", accuracy.number(0, 1));
    }
    return new KnownAccuracy(AnswerTable.read(file.toAbsolutePath().resolveSibling(table.text())),
        accuracies);
  }
}
