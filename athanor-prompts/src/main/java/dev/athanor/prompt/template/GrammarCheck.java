package dev.athanor.prompt.template;

import com.github.jknack.handlebars.internal.HbsParser;
import com.github.jknack.handlebars.internal.HbsParserBaseVisitor;
import com.github.jknack.handlebars.internal.antlr.Token;
import com.github.jknack.handlebars.internal.antlr.tree.ParseTree;
import dev.athanor.prompt.template.TemplateText.Inclusion;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a parser lets pass and a template still must not have: blocks closed by another name, unknown helpers, helpers
 * without their values, partials whose name is only known later.
 */
final class GrammarCheck extends HbsParserBaseVisitor<@Nullable Void> {
  private static final String OUTER_BLOCK = "@partial-block";

  private final TemplateText text;
  private final List<Inclusion> inclusions = new ArrayList<>();
  private final Set<String> inline = new HashSet<>();

  GrammarCheck(TemplateText text) {
    this.text = text;
  }

  /** The partials that come from elsewhere. */
  List<Inclusion> inclusions() {
    return inclusions.stream()
        .filter(each -> !inline.contains(each.name()) && !each.name().equals(OUTER_BLOCK))
        .toList();
  }

  /** The name of a partial without its quotes or brackets. */
  static String partialName(Token path) {
    String name = path.getText();
    return "[\"'".indexOf(name.charAt(0)) >= 0 ? name.substring(1, name.length() - 1) : name;
  }

  @Override
  public @Nullable Void visitBlock(HbsParser.BlockContext block) {
    closedBy(block.sexpr(), block.nameEnd);
    if (block.DECORATOR() != null) {
      if (!block.sexpr().QID().getText().equals("inline") || block.sexpr().param().size() != 1) {
        throw text.malformed(block.getStart(), "\"" + block.sexpr().getText()
            + "\" is no decorator; expected {{#*inline \"name\"}}");
      }
      String name = block.sexpr().param(0).getText();
      inline.add(name.substring(1, name.length() - 1));
    } else {
      call(block.sexpr());
    }
    return visitChildren(block);
  }

  @Override
  public @Nullable Void visitUnless(HbsParser.UnlessContext block) {
    closedBy(block.sexpr(), block.nameEnd);
    return visitChildren(block);
  }

  @Override
  public @Nullable Void visitElseStmtChain(HbsParser.ElseStmtChainContext block) {
    call(block.sexpr());
    return visitChildren(block);
  }

  @Override
  public @Nullable Void visitPartialBlock(HbsParser.PartialBlockContext block) {
    ParseTree path = block.pexpr().getChild(0);
    if (!path.getText().equals(block.nameEnd.getText())) {
      throw text.malformed(block.nameEnd, "{{/" + block.nameEnd.getText() + "}} closes {{#>" + path.getText()
          + "}}; expected {{/" + path.getText() + "}}");
    }
    return visitChildren(block);
  }

  @Override
  public @Nullable Void visitVar(HbsParser.VarContext tag) {
    if (tag.DECORATOR() != null) {
      throw text.malformed(tag.getStart(), "{{* }} has no meaning here; expected {{name}}");
    }
    call(tag.sexpr());
    return visitChildren(tag);
  }

  @Override
  public @Nullable Void visitTvar(HbsParser.TvarContext tag) {
    call(tag.sexpr());
    return visitChildren(tag);
  }

  @Override
  public @Nullable Void visitAmpvar(HbsParser.AmpvarContext tag) {
    call(tag.sexpr());
    return visitChildren(tag);
  }

  @Override
  public @Nullable Void visitSubParamExpr(HbsParser.SubParamExprContext tag) {
    String name = tag.sexpr().QID().getText();
    if (!Helpers.VALUES.containsKey(name)) {
      throw unknown(tag.sexpr());
    }
    call(tag.sexpr());
    return visitChildren(tag);
  }

  @Override
  public @Nullable Void visitDynamicPath(HbsParser.DynamicPathContext path) {
    throw text.malformed(path.getStart(),
        "the partial to include is only known when it is rendered; expected its name, "
            + "so that the prompt's version can count it in; choose between partials with {{#if}} instead");
  }

  @Override
  public @Nullable Void visitStaticPath(HbsParser.StaticPathContext path) {
    inclusions.add(new Inclusion(partialName(path.path), text.offset(path.path)));
    return visitChildren(path);
  }

  @Override
  public @Nullable Void visitLiteralPath(HbsParser.LiteralPathContext path) {
    inclusions.add(new Inclusion(partialName(path.path), text.offset(path.path)));
    return visitChildren(path);
  }

  private void closedBy(HbsParser.SexprContext opened, Token end) {
    String name = opened.QID().getText();
    if (!name.equals(end.getText())) {
      throw text.malformed(end,
          "{{/" + end.getText() + "}} closes {{#" + name + "}}; expected {{/" + name + "}}");
    }
  }

  private void call(HbsParser.SexprContext call) {
    String name = call.QID().getText();
    @Nullable
    Integer values = Helpers.VALUES.get(name);
    if (values == null) {
      if (!call.param().isEmpty() || !call.hash().isEmpty()) {
        throw unknown(call);
      }
      return;
    }
    if (call.param().size() != values) {
      throw text.malformed(call.getStart(),
          "the helper " + name + " has " + call.param().size() + " values; expected "
              + (values == 0 ? "none" : values));
    }
    if (name.equals("role") && call.param(0).getText().matches("[\"'].*")
        && !Helpers.ROLES.containsKey(literal(
            call.param(0)))) {
      throw text.malformed(call.param(0).getStart(), call.param(0).getText() + " is no role; expected one of "
          + String.join(", ", Helpers.ROLES.keySet()));
    }
    if (name.equals("media") && call.hash().stream().noneMatch(hash -> hash.QID().getText().equals("url"))) {
      throw text.malformed(call.getStart(), "the helper media has no url; expected {{media url=name}}");
    }
  }

  private static String literal(ParseTree param) {
    return param.getText().substring(1, param.getText().length() - 1);
  }

  private RuntimeException unknown(HbsParser.SexprContext call) {
    String name = call.QID().getText();
    return text.malformed(call.getStart(),
        "there is no helper \"" + name + "\"; nearest: " + String.join(", ",
            Nearest.to(name, List.copyOf(Helpers.VALUES.keySet()), 3)));
  }
}
