package dev.athanor.simulator.script;

import dev.athanor.simulator.answer.Draw;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Reply;
import dev.athanor.simulator.answer.Responder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rules in order, of which the first that matches answers. A question that none matches is refused with the nearest one named.
 *
 * @param rules in order
 * @param otherwise who answers what no rule does
 */
public record Script(List<Rule> rules, Optional<Responder> otherwise) implements Responder {
  /** Copies, and checks the templates. */
  public Script {
    rules = List.copyOf(rules);
    rules.forEach(Templates::check);
  }

  /** Rules in order. */
  public static Script of(Rule... rules) {
    return new Script(List.of(rules), Optional.empty());
  }

  /** With somebody who answers what no rule does. */
  public Script or(Responder responder) {
    return new Script(rules, Optional.of(responder));
  }

  /** Answers what is asked for, whatever it is. */
  public static Script agreeable() {
    return of(Rule.any().agrees());
  }

  /** One answer to everything. */
  public static Script saying(String template) {
    return of(Rule.any().says(template));
  }

  /** How near a rule came. */
  private record Near(int number, Rule rule, List<String> wrong) {
    String told() {
      return "rule " + number + rule.name().map(name -> " \"" + name + "\"").orElse("") + " wants "
          + String.join(", and ", wrong);
    }
  }

  @Override
  public Reply reply(Question question, Draw draw) {
    List<Near> near = new ArrayList<>();
    for (Rule rule : rules) {
      Match.Finding finding = rule.when().find(question, draw);
      if (finding.wrong().isEmpty()) {
        return new Wording(question, draw, finding.caught()).reply(rule);
      }
      near.add(new Near(near.size() + 1, rule, finding.wrong()));
    }
    return otherwise.map(other -> other.reply(question, draw)).orElseGet(() -> refusal(near));
  }

  private static Reply refusal(List<Near> near) {
    return new Reply.Refusal(Problem.of(Problem.Kind.REQUEST, "simulator: no rule of the script matches; "
        + near.stream().min(Comparator.comparingInt(one -> one.wrong.size())).map(
            one -> "the nearest, " + one.told())
            .orElse("it has none")
        + "; change it, or end the script with a rule without \"when\""));
  }
}
