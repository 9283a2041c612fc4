package dev.athanor.promptfoo.template;

import dev.athanor.json.Json;
import dev.athanor.promptfoo.template.Token.Kind;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads expressions, with Nunjucks' precedence. */
final class ExpressionReader {
  /** From the weakest to the strongest. */
  private static final List<List<String>> LEVELS =
      List.of(List.of("==", "===", "!=", "!==", "<", ">", "<=", ">="), List.of("~"), List.of("+"),
          List.of("-"),
          List.of("*"), List.of("/"), List.of("//"), List.of("%"), List.of("**"));

  private final Tokens tokens;

  ExpressionReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A whole expression. */
  static Expression whole(String source) {
    Tokens tokens = new Tokens(source);
    Expression expression = new ExpressionReader(tokens).expression();
    tokens.end();
    return expression;
  }

  Expression expression() {
    Expression value = or();
    if (!tokens.takes("if")) {
      return value;
    }
    Expression condition = or();
    Expression other = tokens.takes("else") ? or() : _ -> MissingNode.getInstance();
    return scope -> (Script.truthy(condition.value(scope)) ? value : other).value(scope);
  }

  private Expression or() {
    Expression left = and();
    while (tokens.takes("or")) {
      Expression before = left;
      Expression right = and();
      left = scope -> {
        JsonNode value = before.value(scope);
        return Script.truthy(value) ? value : right.value(scope);
      };
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.takes("and")) {
      Expression before = left;
      Expression right = not();
      left = scope -> {
        JsonNode value = before.value(scope);
        return Script.truthy(value) ? right.value(scope) : value;
      };
    }
    return left;
  }

  private Expression not() {
    if (!tokens.follow("not", "in") && tokens.takes("not")) {
      Expression inner = not();
      return scope -> Script.of(!Script.truthy(inner.value(scope)));
    }
    Expression left = is();
    while (tokens.peek().is("in") || tokens.follow("not", "in")) {
      boolean inverse = tokens.takes("not");
      tokens.expect("in");
      Expression found = between(left, is(), Operators.of("in"));
      left = inverse ? scope -> Script.of(!Script.truthy(found.value(scope))) : found;
    }
    return left;
  }

  private Expression is() {
    Expression value = level(0);
    if (!tokens.takes("is")) {
      return value;
    }
    boolean inverse = tokens.takes("not");
    String test = tokens.name();
    Expression result = switch (test) {
      case "defined" -> scope -> Script.of(!value.value(scope).isMissingNode());
      case "undefined" -> scope -> Script.of(value.value(scope).isMissingNode());
      case "string" -> scope -> Script.of(value.value(scope).isString());
      case "number" -> scope -> Script.of(value.value(scope).isNumber());
      case "mapping" -> scope -> Script.of(value.value(scope).isObject());
      case "null", "none" -> scope -> Script.of(value.value(scope).isNull());
      default -> throw Template.unsupported(tokens.source(), "the test \"is " + test + "\"");
    };
    return inverse ? scope -> Script.of(!Script.truthy(result.value(scope))) : result;
  }

  private Expression level(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expression left = level(level + 1);
    while (tokens.peek().kind() == Kind.SIGN && LEVELS.get(level).contains(tokens.peek().text())) {
      left = between(left, tokens.take().text(), level);
    }
    return left;
  }

  private Expression between(Expression left, String sign, int level) {
    return between(left, level(level + 1), Operators.of(sign));
  }

  private static Expression between(Expression left, Expression right, BinaryOperator<JsonNode> operator) {
    return scope -> operator.apply(left.value(scope), right.value(scope));
  }

  /** Filters take what a sign has made of a value. */
  private Expression unary() {
    Expression value = signed();
    while (tokens.takes("|")) {
      value = filtered(value, tokens.name());
    }
    return value;
  }

  private Expression signed() {
    if (tokens.takes("-")) {
      Expression inner = signed();
      return scope -> Script.of(-Script.number(inner.value(scope)));
    }
    if (tokens.takes("+")) {
      Expression inner = signed();
      return scope -> Script.of(Script.number(inner.value(scope)));
    }
    return members(primary());
  }

  private Expression filtered(Expression value, String name) {
    BiFunction<JsonNode, List<JsonNode>, JsonNode> filter = Filters.ALL.get(name);
    if (filter == null) {
      throw Template.unsupported(tokens.source(), "the filter \"" + name + "\" (nearest: "
          + String.join(", ", Nearest.to(name, List.copyOf(Filters.ALL.keySet()), 3)) + ")");
    }
    List<Expression> more = tokens.takes("(") ? items(")") : List.of();
    return scope -> filter.apply(value.value(scope), more.stream().map(each -> each.value(scope)).toList());
  }

  private Expression members(Expression start) {
    Expression value = start;
    while (true) {
      Expression before = value;
      if (tokens.takes(".")) {
        JsonNode name = Script.of(tokens.take().text());
        value = scope -> Script.member(before.value(scope), name);
      } else if (tokens.takes("[")) {
        Expression key = expression();
        tokens.expect("]");
        value = scope -> Script.member(before.value(scope), key.value(scope));
      } else if (tokens.peek().is("(")) {
        throw Template.unsupported(tokens.source(), "a call of a function of JavaScript");
      } else {
        return value;
      }
    }
  }

  private Expression primary() {
    Token token = tokens.take();
    return switch (token.kind()) {
      case STRING -> constant(Script.of(token.text()));
      case NUMBER -> constant(Script.of(Double.parseDouble(token.text())));
      case NAME -> named(token.text());
      case SIGN -> switch (token.text()) {
        case "(" -> {
          Expression inner = expression();
          tokens.expect(")");
          yield inner;
        }
        case "[" -> list(items("]"));
        case "{" -> object();
        default -> throw Template.malformed(tokens.source(), "has " + token.shown()
            + " where a value was expected");
      };
      case END -> throw Template.malformed(tokens.source(), "ends where a value was expected");
    };
  }

  private static Expression constant(JsonNode value) {
    return _ -> value;
  }

  private static Expression named(String name) {
    return switch (name) {
      case "true", "false" -> constant(Script.of(name.equals("true")));
      case "none", "null" -> constant(NullNode.getInstance());
      default -> scope -> scope.named(name);
    };
  }

  private List<Expression> items(String end) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.takes(end)) {
      items.add(expression());
      if (!tokens.takes(",") && !tokens.peek().is(end)) {
        throw tokens.unexpected("\",\" or \"" + end + "\"");
      }
    }
    return items;
  }

  private static Expression list(List<Expression> items) {
    return scope -> {
      ArrayNode list = Json.MAPPER.createArrayNode();
      items.forEach(each -> list.add(each.value(scope)));
      return list;
    };
  }

  private Expression object() {
    Map<String, Expression> members = new LinkedHashMap<>();
    while (!tokens.takes("}")) {
      String name = tokens.take().text();
      tokens.expect(":");
      members.put(name, expression());
      if (!tokens.takes(",") && !tokens.peek().is("}")) {
        throw tokens.unexpected("\",\" or \"}\"");
      }
    }
    return scope -> {
      ObjectNode object = Json.object();
      members.forEach((name, value) -> object.set(name, value.value(scope)));
      return object;
    };
  }
}
