package dev.athanor.promptfoo.template;

import dev.athanor.error.AthanorException;
import dev.athanor.promptfoo.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an expression, taken from the left. For one thread. */
final class Tokens {
  private static final Pattern WORD = Pattern.compile("\\s*(?:(?<name>[A-Za-z_$][\\w$]*)"
      + "|(?<number>[0-9]+(?:\\.[0-9]+)?)|(?<string>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')"
      + "|(?<sign>===|!==|==|!=|<=|>=|\\*\\*|//|[-+*/%~<>|.,:()\\[\\]{}=]))", Pattern.DOTALL);

  private final String source;
  private final List<Token> all;
  private int next;

  Tokens(String source) {
    this.source = source;
    this.all = read(source);
  }

  private static List<Token> read(String source) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(source);
    int place = 0;
    while (!source.substring(place).isBlank()) {
      if (!matcher.find(place) || matcher.start() != place) {
        throw Template.malformed(source, "can't be read from \"" + source.substring(place).strip() + "\" on");
      }
      tokens.add(token(matcher));
      place = matcher.end();
    }
    return tokens;
  }

  private static Token token(Matcher matcher) {
    if (matcher.group("name") != null) {
      return new Token(Kind.NAME, matcher.group("name"));
    }
    if (matcher.group("number") != null) {
      return new Token(Kind.NUMBER, matcher.group("number"));
    }
    if (matcher.group("string") != null) {
      return new Token(Kind.STRING, unescaped(matcher.group("string")));
    }
    return new Token(Kind.SIGN, matcher.group("sign"));
  }

  private static String unescaped(String quoted) {
    StringBuilder text = new StringBuilder();
    int i = 1;
    while (i < quoted.length() - 1) {
      boolean escaped = quoted.charAt(i) == '\\';
      char each = quoted.charAt(escaped ? i + 1 : i);
      text.append(escaped ? switch (each) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        default -> each;
      } : each);
      i += escaped ? 2 : 1;
    }
    return text.toString();
  }

  Token peek() {
    return next < all.size() ? all.get(next) : new Token(Kind.END, "");
  }

  Token take() {
    Token token = peek();
    next++;
    return token;
  }

  /** Takes a sign or a word if it is next. */
  boolean takes(String sign) {
    if (peek().is(sign)) {
      next++;
      return true;
    }
    return false;
  }

  /** Whether these two words are next. */
  boolean follow(String first, String second) {
    return peek().is(first) && next + 1 < all.size() && all.get(next + 1).is(second);
  }

  void expect(String sign) {
    if (!takes(sign)) {
      throw unexpected("\"" + sign + "\"");
    }
  }

  String name() {
    if (peek().kind() != Kind.NAME) {
      throw unexpected("a name");
    }
    return take().text();
  }

  void end() {
    if (peek().kind() != Kind.END) {
      throw unexpected("the end");
    }
  }

  AthanorException unexpected(String expected) {
    return Template.malformed(source, "has " + peek().shown() + " where " + expected + " was expected");
  }

  /** What was written. */
  String source() {
    return source;
  }
}
