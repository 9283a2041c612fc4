package dev.athanor.prompt.template;

import com.github.jknack.handlebars.internal.HbsParser;
import com.github.jknack.handlebars.internal.antlr.BaseErrorListener;
import com.github.jknack.handlebars.internal.antlr.Lexer;
import com.github.jknack.handlebars.internal.antlr.Parser;
import com.github.jknack.handlebars.internal.antlr.RecognitionException;
import com.github.jknack.handlebars.internal.antlr.Recognizer;
import com.github.jknack.handlebars.internal.antlr.RuleContext;
import com.github.jknack.handlebars.internal.antlr.Token;
import dev.athanor.error.AthanorException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes an error of the first thing that is no template, in words for people who write prompts. */
final class SyntaxErrors extends BaseErrorListener {
  private final TemplateText text;

  SyntaxErrors(TemplateText text) {
    this.text = text;
  }

  @Override
  public void syntaxError(Recognizer<?, ?> recognizer, @Nullable Object offending, int line, int column,
      String message, @Nullable RecognitionException e) {
    if (recognizer instanceof Lexer lexer) {
      String rest = text.text().substring(text.text().offsetByCodePoints(0, lexer._tokenStartCharIndex));
      throw text.malformed(lexer._tokenStartCharIndex, "\"" + rest.substring(0, rest.offsetByCodePoints(0, 1))
          + "\" can't stand inside {{ }}; a name of other letters than Latin or Cyrillic stands in brackets, such as {{[名前]}}");
    }
    Token token = (Token) Objects.requireNonNull(offending);
    throw token.getType() == Token.EOF ? unfinished((Parser) recognizer, token) : unexpected(token);
  }

  private AthanorException unexpected(Token token) {
    return switch (token.getType()) {
      case HbsParser.END_BLOCK ->
          text.malformed(token, "this closes a block that was never opened; expected a {{#…}} before it");
      default -> text.malformed(token, "\"" + token.getText()
          + "\" can't stand here; expected a name, a value in quotes, or }}");
    };
  }

  /** The text ended too early: what is still open is the place to look at. */
  private AthanorException unfinished(Parser parser, Token end) {
    for (RuleContext at = parser.getContext(); at != null; at = at.getParent()) {
      if (at instanceof HbsParser.BlockContext block) {
        boolean named = block.sexpr() != null && block.sexpr().QID() != null && block.END(0) != null;
        String name = named ? block.sexpr().QID().getText() : "";
        return text.malformed(block.getStart(), named
            ? "{{#" + name + "}} is never closed; expected {{/" + name + "}}"
            : "this {{# is never finished; expected }}");
      }
      if (at instanceof HbsParser.StatementContext statement) {
        return text.malformed(statement.getStart(), statement.getStart().getText()
            + " is never finished; expected }}" + (statement.getStart().getType() == HbsParser.START ? ""
                : ", or the end of the block"));
      }
    }
    return text.malformed(end, "the template ends too early");
  }
}
