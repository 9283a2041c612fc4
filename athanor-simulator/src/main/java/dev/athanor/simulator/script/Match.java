package dev.athanor.simulator.script;

import dev.athanor.json.Json;
import dev.athanor.model.Tool;
import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.ModelGlob;
import dev.athanor.simulator.answer.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which questions a rule is for. What is left out does not matter.
 *
 * @param model its name, in which {@code *} stands for anything
 * @param user the last text of the user
 * @param system the instructions
 * @param toolResult what the tools have just answered
 * @param tools all of which must be offered
 * @param turn which answer of the conversation, from 1
 * @param first only the first so many times that the same request comes, at least 1
 */
public record Match(Optional<String> model, Optional<TextTest> user, Optional<TextTest> system,
    Optional<TextTest> toolResult, List<String> tools, Optional<Integer> turn, Optional<Integer> first) {
  /** Every question. */
  public static final Match ANY =
      new Match(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
          List.of(), Optional.empty(), Optional.empty());

  /** Copies. */
  public Match {
    tools = List.copyOf(tools);
  }

  /** How a question fares: what was caught, and what is wrong with it. */
  record Finding(Map<String, String> caught, List<String> wrong) {}

  Finding find(Question question, Draw draw) {
    Finding finding = new Finding(new TreeMap<>(), new ArrayList<>());
    model.filter(name -> !new ModelGlob(name).fits(question.model())).ifPresent(
        name -> finding.wrong.add("the model " + name + ", which is " + question.model()));
    test("the user's last text", user, question.user(), finding);
    test("the instructions", system, question.system(), finding);
    test("the tools' results", toolResult, question.toolResult(), finding);
    List<String> offered = question.tools().stream().map(Tool::name).toList();
    tools.stream().filter(name -> !offered.contains(name)).forEach(
        name -> finding.wrong.add("the tool " + name + ", where "
            + (offered.isEmpty() ? "none is offered" : String.join(", ", offered) + " are offered")));
    turn.filter(number -> number != question.turn()).ifPresent(
        number -> finding.wrong.add("turn " + number + ", which is " + question.turn()));
    first.filter(times -> draw.index() >= times).ifPresent(
        times -> finding.wrong.add("only the first " + times + " of the same request, this is number "
            + (draw.index() + 1)));
    return finding;
  }

  private static void test(String what, Optional<TextTest> wanted, String text, Finding finding) {
    wanted.ifPresent(test -> test.test(text).ifPresentOrElse(finding.caught::putAll, () -> finding.wrong.add(
        what + " with " + test.wanted() + ", which is \"" + Json.abbreviate(text, 80) + "\"")));
  }
}
