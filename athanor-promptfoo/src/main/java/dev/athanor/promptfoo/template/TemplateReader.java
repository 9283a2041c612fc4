package dev.athanor.promptfoo.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Reads the text, the values and the blocks of a template. For one use. */
final class TemplateReader {
  private static final Pattern MARK = Pattern.compile("\\{\\{-?|\\{%-?|\\{#-?");
  private static final Pattern VALUE_END =
      Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|[^\"'])*?(-?}})", Pattern.DOTALL);
  private static final Pattern BLOCK_END =
      Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|[^\"'])*?(-?%})", Pattern.DOTALL);
  private static final Set<String> VERBATIM = Set.of("raw", "verbatim");

  private final String text;
  private int place;
  private boolean trim;

  TemplateReader(String text) {
    this.text = text;
  }

  /** A block's end: what was found, and what it says after its name. */
  private record End(String name, String rest) {}

  /** Pieces up to one of these blocks. */
  private record Until(Piece pieces, End end) {}

  Piece read() {
    Until all = until(Set.of());
    return all.pieces();
  }

  private Until until(Set<String> ends) {
    List<Piece> pieces = new ArrayList<>();
    Matcher mark = MARK.matcher(text);
    while (mark.find(place)) {
      words(pieces, text.substring(place, mark.start()), mark.group().endsWith("-"));
      place = mark.end();
      switch (mark.group().charAt(1)) {
        case '#' -> comment();
        case '{' -> {
          Expression value = ExpressionReader.whole(inside(VALUE_END, "}}"));
          pieces.add((scope, result) -> result.append(Script.text(value.value(scope))));
        }
        default -> {
          End block = block();
          if (ends.contains(block.name())) {
            return new Until(Piece.all(pieces), block);
          }
          pieces.add(block(block));
        }
      }
    }
    if (!ends.isEmpty()) {
      throw Template.malformed(text, "ends without {% " + String.join(" %} or {% ", ends.stream().sorted()
          .toList()) + " %}");
    }
    words(pieces, text.substring(place), false);
    return new Until(Piece.all(pieces), new End("", ""));
  }

  private void words(List<Piece> pieces, String words, boolean trimAfter) {
    String before = trim ? words.stripLeading() : words;
    String kept = trimAfter ? before.stripTrailing() : before;
    trim = false;
    if (!kept.isEmpty()) {
      pieces.add((_, result) -> result.append(kept));
    }
  }

  private void comment() {
    int end = text.indexOf("#}", place);
    if (end < 0) {
      throw Template.malformed(text, "has a comment without its end, #}");
    }
    trim = text.charAt(end - 1) == '-';
    place = end + 2;
  }

  private String inside(Pattern form, String end) {
    Matcher matcher = form.matcher(text).region(place, text.length());
    if (!matcher.lookingAt()) {
      throw Template.malformed(text.substring(place - 2), "has no end, " + end);
    }
    String inside = text.substring(place, matcher.start(1));
    trim = matcher.group(1).startsWith("-");
    place = matcher.end();
    return inside;
  }

  private End block() {
    String inside = inside(BLOCK_END, "%}").strip();
    String[] words = inside.split("\\s+", 2);
    return new End(words[0], words.length == 1 ? "" : words[1]);
  }

  private Piece block(End block) {
    return switch (block.name()) {
      case "if" -> condition(block);
      case "for" -> loop(block.rest());
      case "set" -> assignment(block.rest());
      case String name when VERBATIM.contains(name) -> verbatim(name);
      default -> throw Template.unsupported("{% " + (block.name() + " " + block.rest()).strip() + " %}",
          "the block \"" + block.name() + "\"");
    };
  }

  private Piece verbatim(String name) {
    Matcher end = Pattern.compile("\\{%-?\\s*end" + name + "\\s*-?%}").matcher(text);
    if (!end.find(place)) {
      throw Template.malformed(text, "has {% " + name + " %} without {% end" + name + " %}");
    }
    String words = text.substring(place, end.start());
    place = end.end();
    trim = false;
    return (_, result) -> result.append(words);
  }

  private Piece condition(End block) {
    Expression condition = ExpressionReader.whole(block.rest());
    Until yes = until(Set.of("elif", "elseif", "else", "endif"));
    Piece no = switch (yes.end().name()) {
      case "endif" -> (_, _) -> {};
      case "else" -> until(Set.of("endif")).pieces();
      default -> condition(yes.end());
    };
    return (scope, result) -> (Script.truthy(condition.value(scope)) ? yes.pieces() : no).render(scope,
        result);
  }

  private Piece assignment(String rest) {
    if (!rest.contains("=")) {
      throw Template.unsupported("{% set " + rest + " %}", "a block of text as a value");
    }
    Tokens tokens = new Tokens(rest);
    String name = tokens.name();
    tokens.expect("=");
    Expression value = new ExpressionReader(tokens).expression();
    tokens.end();
    return (scope, _) -> scope.assign(name, value.value(scope));
  }

  private Piece loop(String rest) {
    Tokens tokens = new Tokens(rest);
    List<String> names = new ArrayList<>(List.of(tokens.name()));
    while (tokens.takes(",")) {
      names.add(tokens.name());
    }
    tokens.expect("in");
    Expression many = new ExpressionReader(tokens).expression();
    tokens.end();
    Until body = until(Set.of("else", "endfor"));
    Piece none = body.end().name().equals("else") ? until(Set.of("endfor")).pieces() : (_, _) -> {};
    return (scope, result) -> {
      List<List<JsonNode>> rounds = rounds(many.value(scope), names.size());
      if (rounds.isEmpty()) {
        none.render(scope, result);
      }
      IntStream.range(0, rounds.size())
          .forEach(i -> body.pieces().render(within(scope, names, rounds, i), result));
    };
  }

  /** What the names stand for, one round after the other. */
  private static List<List<JsonNode>> rounds(JsonNode many, int names) {
    if (many.isObject()) {
      return names == 1 ? List.of()
          : many.properties().stream().map((Map.Entry<String, JsonNode> each) -> List
              .of(Script.of(each.getKey()), each.getValue())).toList();
    }
    if (many.isString()) {
      return many.stringValue().chars().mapToObj(each -> List.of(Script.of(Character.toString(each))))
          .toList();
    }
    return many.valueStream().map(each -> names == 1 ? List.of(each) : each.valueStream().toList()).toList();
  }

  private static Scope within(Scope scope, List<String> names, List<List<JsonNode>> rounds, int round) {
    Scope inner = scope.inner();
    List<JsonNode> values = rounds.get(round);
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      inner.set(names.get(i), values.get(i));
    }
    inner.set("loop", dev.athanor.json.Json.object().put("index", round + 1).put("index0", round)
        .put("first", round == 0).put("last", round == rounds.size() - 1).put("length", rounds.size())
        .put("revindex", rounds.size() - round).put("revindex0", rounds.size() - round - 1));
    return inner;
  }
}
