package dev.athanor.prompt.template;

import com.github.jknack.handlebars.internal.HbsLexer;
import com.github.jknack.handlebars.internal.HbsParser;
import com.github.jknack.handlebars.internal.antlr.CharStreams;
import com.github.jknack.handlebars.internal.antlr.CommonTokenStream;
import com.github.jknack.handlebars.internal.antlr.Token;
import dev.athanor.error.AthanorException;
import dev.athanor.prompt.source.SourceText;
import java.util.List;

/**
 * A template that parses, with all that it includes. The engine's own grammar reads it, so that what is checked here is what
 * is rendered. Safe for use by many threads.
 */
public final class TemplateText {
  private static final int DEEPEST = 100;

  private final SourceText source;
  private final int start;
  private final String text;
  private final HbsParser.TemplateContext tree;
  private final List<Inclusion> inclusions;

  private TemplateText(SourceText source, int start, String text) {
    this.source = source;
    this.start = start;
    this.text = text;
    this.tree = parse();
    GrammarCheck check = new GrammarCheck(this);
    check.visit(tree);
    this.inclusions = check.inclusions();
  }

  /**
   * A partial that a template includes.
   *
   * @param name of the partial
   * @param offset where in the file
   */
  public record Inclusion(String name, int offset) {}

  /** A file that is all template. */
  public static TemplateText of(SourceText source) {
    return new TemplateText(source, 0, source.text());
  }

  /**
   * The template of a file.
   *
   * @param start where in the file it begins
   */
  public static TemplateText of(SourceText source, int start, String text) {
    return new TemplateText(source, start, text);
  }

  private HbsParser.TemplateContext parse() {
    HbsLexer lexer = new HbsLexer(CharStreams.fromString(text), "{{", "}}");
    SyntaxErrors errors = new SyntaxErrors(this);
    lexer.removeErrorListeners();
    lexer.addErrorListener(errors);
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    checkTokens(tokens.getTokens());
    HbsParser parser = new HbsParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(errors);
    return parser.template();
  }

  private void checkTokens(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      int next = i + 1 < tokens.size() ? tokens.get(i + 1).getType() : Token.EOF;
      depth += switch (token.getType()) {
        case HbsLexer.START_BLOCK, HbsLexer.START_PARTIAL_BLOCK, HbsLexer.LP -> 1;
        case HbsLexer.UNLESS -> next == HbsLexer.END ? 0 : 1;
        case HbsLexer.END_BLOCK, HbsLexer.RP -> -1;
        default -> 0;
      };
      if (depth > DEEPEST) {
        throw malformed(token, "blocks are nested deeper than " + DEEPEST + "; move inner ones to a partial");
      }
      if (depth == 0 && token.getType() == HbsLexer.START && next == HbsLexer.ELSE) {
        throw malformed(token,
            "{{else}} stands outside of any block; expected it inside {{#if}}, {{#each}} or the like");
      }
      checkDelimiters(token);
    }
  }

  private void checkDelimiters(Token token) {
    if (token.getType() == HbsLexer.START_DELIM) {
      throw malformed(token,
          "Dotprompt has no other delimiters than {{ and }}; to write {{ as text, put a \\ before it");
    }
    if (token.getType() == HbsLexer.START_RAW) {
      throw malformed(token,
          "Dotprompt has no helper for {{{{ }}}}; to write {{ as text, put a \\ before it");
    }
  }

  /** The file. */
  public SourceText source() {
    return source;
  }

  /** The template. */
  public String text() {
    return text;
  }

  /** The partials that it includes, each as often as it does. */
  public List<Inclusion> inclusions() {
    return inclusions;
  }

  HbsParser.TemplateContext tree() {
    return tree;
  }

  /** Where a token stands in the file. */
  int offset(Token token) {
    // The engine counts characters, Java counts halves of them; and the engine's lines are wrong after a long comment.
    int index = Math.clamp(token.getStartIndex(), 0, text.codePointCount(0, text.length()));
    return start + text.offsetByCodePoints(0, index);
  }

  AthanorException malformed(Token token, String message) {
    return source.malformed(offset(token), message);
  }

  AthanorException malformed(int templateIndex, String message) {
    return source
        .malformed(start + text.offsetByCodePoints(0, Math.clamp(templateIndex, 0, text.codePointCount(0,
            text.length()))), message);
  }

  /** A mistake at a place that the engine names: a line from 1, a column from 0. */
  AthanorException malformed(int line, int column, String message) {
    int at = 0;
    for (int i = 1; i < line && text.indexOf('\n', at) >= 0; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return source.malformed(start + Math.min(at + Math.max(0, column), text.length()), message);
  }
}
