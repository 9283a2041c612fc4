package dev.athanor.simulator.script;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which questions get which answer. Each method gives a new rule with one thing more.
 *
 * @param name for people
 * @param when which questions
 * @param then which answer
 * @param delivery how it comes
 */
public record Rule(Optional<String> name, Match when, Then then, Delivery delivery) {
  /** Checks that nothing is missing. */
  public Rule {
    Objects.requireNonNull(when);
    Objects.requireNonNull(then);
  }

  /** A rule for every question, that says nothing yet. */
  public static Rule any() {
    return when(Match.ANY);
  }

  /** A rule for some questions, that says nothing yet. */
  public static Rule when(Match when) {
    return new Rule(Optional.empty(), when, Then.Says.NOTHING, Delivery.USUAL);
  }

  /** The rule with a name. */
  public Rule named(String text) {
    return new Rule(Optional.of(text), when, then, delivery);
  }

  /** If the model's name is this, in which {@code *} stands for anything. */
  public Rule ifModel(String glob) {
    return with(new Match(Optional.of(glob), when.user(), when.system(), when.toolResult(), when.tools(),
        when.turn(),
        when.first()));
  }

  /** If this is in the user's last text. */
  public Rule ifUserSays(String text) {
    return ifUser(new TextTest.Contains(text));
  }

  /** If something in the user's last text matches. */
  public Rule ifUserMatches(String regex) {
    return ifUser(new TextTest.Matches(Pattern.compile(regex)));
  }

  private Rule ifUser(TextTest test) {
    return with(new Match(when.model(), Optional.of(test), when.system(), when.toolResult(), when.tools(),
        when.turn(),
        when.first()));
  }

  /** If this is in what the tools have just answered. */
  public Rule ifToolsSay(String text) {
    return with(
        new Match(when.model(), when.user(), when.system(), Optional.of(new TextTest.Contains(text)), when
            .tools(), when.turn(), when.first()));
  }

  /** If this tool is offered. */
  public Rule ifTool(String tool) {
    List<String> more = new ArrayList<>(when.tools());
    more.add(tool);
    return with(new Match(when.model(), when.user(), when.system(), when.toolResult(), more, when.turn(), when
        .first()));
  }

  /** If this answer of the conversation is asked for, from 1. */
  public Rule onTurn(int turn) {
    return with(
        new Match(when.model(), when.user(), when.system(), when.toolResult(), when.tools(), Optional.of(
            turn), when.first()));
  }

  /** Only the first so many times that the same request comes: what fails once and then goes well. */
  public Rule firstTimes(int times) {
    return with(
        new Match(when.model(), when.user(), when.system(), when.toolResult(), when.tools(), when.turn(),
            Optional.of(times)));
  }

  private Rule with(Match match) {
    return new Rule(name, match, then, delivery);
  }

  /** It says this, a {@link Template}. */
  public Rule says(String template) {
    return and(new Said.Words(template));
  }

  /** It thinks this, a {@link Template}. */
  public Rule thinks(String template) {
    return and(new Said.Thought(template));
  }

  /** It says this JSON, whose strings are {@link Template}s. */
  public Rule saysJson(JsonNode value) {
    return and(new Said.Json(value));
  }

  /** It says JSON that the request's schema describes. */
  public Rule saysJsonBySchema() {
    return and(new Said.BySchema());
  }

  /** It calls this tool with these arguments, in JSON whose strings are {@link Template}s. */
  public Rule calls(String tool, String arguments) {
    return and(new Said.Call(tool, new Said.Arguments.Given(Json.parse(arguments))));
  }

  /** It calls this tool with arguments that may be malformed. */
  public Rule callsBadly(String tool, String arguments) {
    return and(new Said.Call(tool, new Said.Arguments.Written(arguments)));
  }

  /** It calls this tool with arguments that the tool's schema describes. */
  public Rule callsBySchema(String tool) {
    return and(new Said.Call(tool, new Said.Arguments.BySchema()));
  }

  private Rule and(Said part) {
    return doing(says().and(part));
  }

  /** It ends for this reason. */
  public Rule finishes(FinishReason reason) {
    return doing(new Then.Says(says().parts(), Optional.of(reason), says().usage()));
  }

  /** It tells these counts. */
  public Rule counts(Usage usage) {
    return doing(new Then.Says(says().parts(), says().finish(), Optional.of(usage)));
  }

  private Then.Says says() {
    return then instanceof Then.Says says ? says : Then.Says.NOTHING;
  }

  /** It fails. */
  public Rule fails(Problem problem) {
    return doing(new Then.Fails(problem));
  }

  /** It answers what was asked for. */
  public Rule agrees() {
    return doing(new Then.Agrees());
  }

  private Rule doing(Then other) {
    return new Rule(name, when, other, delivery);
  }

  /** Its answer comes in this way. */
  public Rule delivered(Delivery way) {
    return new Rule(name, when, then, way);
  }
}
