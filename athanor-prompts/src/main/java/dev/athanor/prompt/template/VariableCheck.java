package dev.athanor.prompt.template;

import com.github.jknack.handlebars.internal.HbsParser;
import com.github.jknack.handlebars.internal.HbsParserBaseVisitor;
import com.github.jknack.handlebars.internal.antlr.Token;
import com.github.jknack.handlebars.internal.antlr.tree.ParseTree;
import com.github.jknack.handlebars.internal.antlr.tree.TerminalNode;
import dev.athanor.error.AthanorException;
import dev.athanor.prompt.schema.Shape;
import dev.athanor.run.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the variables of a template and of its partials against what the prompt declares: its input's schema, and the shared
 * state that it reads. The first one that is not declared is an error with its place.
 */
public final class VariableCheck extends HbsParserBaseVisitor<@Nullable Void> {
  private static final Set<String> LOOP = Set.of("@index", "@key", "@first", "@last");

  private final TemplateText text;
  private final Map<String, TemplateText> partials;
  private final List<String> state;
  private Surroundings at;

  private VariableCheck(TemplateText text, Map<String, TemplateText> partials, List<String> state,
      Surroundings at) {
    this.text = text;
    this.partials = partials;
    this.state = state;
    this.at = at;
  }

  /**
   * Checks.
   *
   * @param partials every partial that is included, by name
   * @param input what the input may have
   * @param state the names of shared state that are read
   */
  public static void check(TemplateText text, Map<String, TemplateText> partials, Shape input,
      List<String> state) {
    new VariableCheck(text, partials, state, Surroundings.of(input)).visit(text.tree());
  }

  @Override
  public @Nullable Void visitSexpr(HbsParser.SexprContext call) {
    if (!Helpers.VALUES.containsKey(call.QID().getText())) {
      shape(call.QID().getSymbol());
    }
    return visitChildren(call);
  }

  @Override
  public @Nullable Void visitRefParam(HbsParser.RefParamContext param) {
    shape(param.QID().getSymbol());
    return null;
  }

  @Override
  public @Nullable Void visitBlock(HbsParser.BlockContext block) {
    if (block.DECORATOR() != null) {
      return null;
    }
    visit(block.sexpr());
    within(inner(block.sexpr(), block.blockParams()), block.thenBody);
    return visit(block.elseBlock());
  }

  @Override
  public @Nullable Void visitElseStmtChain(HbsParser.ElseStmtChainContext block) {
    visit(block.sexpr());
    return within(inner(block.sexpr(), block.blockParams()), block.unlessBody);
  }

  private @Nullable Void within(Surroundings inner, ParseTree body) {
    Surroundings outer = at;
    at = inner;
    visit(body);
    at = outer;
    return null;
  }

  private Surroundings inner(HbsParser.SexprContext call, HbsParser.@Nullable BlockParamsContext parameters) {
    String helper = call.QID().getText();
    Shape value = call.param().isEmpty() ? shape(call.QID().getSymbol()) : shape(call.param(0));
    return switch (helper) {
      case "each" -> at.inside(value.each(), parameters(parameters, value.each()), true);
      case "with" -> at.inside(value, parameters(parameters, value), false);
      // A section over a list is a loop, over an object a step into it, over anything else neither.
      default -> Helpers.VALUES.containsKey(helper) ? at
          : at.inside(Shape.ANYTHING, parameters(parameters, Shape.ANYTHING), true);
    };
  }

  private static Map<String, Shape> parameters(HbsParser.@Nullable BlockParamsContext names, Shape first) {
    Map<String, Shape> named = new HashMap<>();
    if (names != null) {
      for (TerminalNode name : names.QID()) {
        named.put(name.getText(), named.isEmpty() ? first : Shape.ANYTHING);
      }
    }
    return named;
  }

  @Override
  public @Nullable Void visitStaticPath(HbsParser.StaticPathContext path) {
    return include(path.path, Optional.ofNullable(path.QID(path.path.getType() == HbsParser.QID ? 1 : 0)),
        path
            .hash());
  }

  @Override
  public @Nullable Void visitLiteralPath(HbsParser.LiteralPathContext path) {
    return include(path.path, Optional.ofNullable(path.QID()), path.hash());
  }

  private @Nullable Void include(Token path, Optional<TerminalNode> context,
      List<HbsParser.HashContext> given) {
    Shape value = context.map(name -> shape(name.getSymbol())).orElse(at.value());
    Map<String, Shape> named = new HashMap<>();
    given.forEach(each -> named.put(each.QID().getText(), shape(each.param())));
    @Nullable
    TemplateText partial = partials.get(GrammarCheck.partialName(path));
    if (partial != null) {
      new VariableCheck(partial, partials, state, at.partial(value, named)).visit(partial.tree());
    }
    return null;
  }

  private Shape shape(HbsParser.ParamContext param) {
    visit(param);
    return param instanceof HbsParser.RefParamContext reference ? shape(reference.QID().getSymbol())
        : Shape.ANYTHING;
  }

  private Shape shape(Token name) {
    String path = name.getText();
    if (path.startsWith("@")) {
      return special(name, Surroundings.segments(path));
    }
    Surroundings.Found found = at.find(path);
    return found.shape()
        .orElseThrow(() -> undeclared(name, found.missing(), found.in().equals(at.value()) ? at.names()
            : found.in().names(), "the input's schema; declare it under input.schema, or correct the name"));
  }

  private Shape special(Token name, List<String> segments) {
    String first = segments.getFirst();
    List<String> rest = segments.subList(1, segments.size());
    if (LOOP.contains(first) && !at.loop()) {
      throw text.malformed(name, first + " has a meaning only inside {{#each}}");
    }
    if (first.equals("@state") && !rest.isEmpty() && !state.contains(rest.getFirst())) {
      throw undeclared(name, "@state." + rest.getFirst(),
          state.stream().map(each -> "@state." + each).toList(),
          "what the prompt reads; add " + rest.getFirst() + " to athanor.reads, or correct the name");
    }
    if (first.equals("@root")) {
      Surroundings.Found found = Surroundings.walk(at.root(), rest);
      return found.shape().orElseThrow(() -> undeclared(name, found.missing(), found.in().names(),
          "the input's schema; declare it under input.schema, or correct the name"));
    }
    return Shape.ANYTHING;
  }

  private AthanorException undeclared(Token place, String name, List<String> declared, String by) {
    List<String> nearest = Nearest.to(name, declared, 3);
    return text.malformed(place,
        "the variable \"" + name + "\" is not declared by " + by + (nearest.isEmpty() ? ""
            : "; nearest: " + String.join(", ", nearest)));
  }
}
