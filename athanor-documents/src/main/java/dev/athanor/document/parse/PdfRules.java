package dev.athanor.document.parse;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;

/** Finds the horizontal and vertical rules of a page: lines, thin bars, and the edges of frames and of what is filled. */
final class PdfRules extends PDFGraphicsStreamEngine {

  /** A page with more is a drawing. */
  private static final int MOST = 20_000;
  private static final float SHORTEST = 4;
  private static final float STRAIGHT = 1;
  private static final float THICKEST = 3;
  /** What is nearer to each other than this is one line. */
  private static final float SAME = 2;
  private static final float LARGEST_SHARE = 0.95f;

  private final List<Rule> horizontal = new ArrayList<>();
  private final List<Rule> vertical = new ArrayList<>();
  private final List<Point2D.Float[]> path = new ArrayList<>();
  private final PDRectangle box;
  private final int rotation;
  private Point2D.Float start = new Point2D.Float();
  private Point2D.Float current = new Point2D.Float();

  /**
   * A rule.
   *
   * @param at how far from the upper edge if it is horizontal, from the left edge if it is vertical
   * @param from where it begins, along itself
   */
  record Rule(float at, float from, float to) {

    float length() {
      return to - from;
    }

    /** How much of that stretch it runs along, from 0 to 1. */
    float covers(float begin, float end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, begin)) / Math.max(0.1f, end - begin);
    }
  }

  /** The rules of a page. */
  record Found(List<Rule> horizontal, List<Rule> vertical) {
  }

  private PdfRules(PDPage page) {
    super(page);
    this.box = page.getCropBox();
    this.rotation = Math.floorMod(page.getRotation(), 360);
  }

  static Found of(PDPage page) throws IOException {
    PdfRules rules = new PdfRules(page);
    rules.processPage(page);
    if (rules.horizontal.size() + rules.vertical.size() > MOST) {
      return new Found(List.of(), List.of());
    }
    return new Found(merged(rules.horizontal), merged(rules.vertical));
  }

  private static List<Rule> merged(List<Rule> rules) {
    List<Rule> snapped = new ArrayList<>();
    float at = Float.NEGATIVE_INFINITY;
    for (Rule rule : rules.stream().sorted(Comparator.comparingDouble(Rule::at)).toList()) {
      at = rule.at - at > SAME ? rule.at : at;
      snapped.add(new Rule(at, rule.from, rule.to));
    }
    snapped.sort(Comparator.comparingDouble(Rule::at).thenComparingDouble(Rule::from));
    List<Rule> merged = new ArrayList<>();
    for (Rule rule : snapped) {
      Rule before = merged.isEmpty() ? null : merged.getLast();
      if (before != null && before.at == rule.at && rule.from - before.to <= THICKEST) {
        merged.set(merged.size() - 1, new Rule(rule.at, before.from, Math.max(before.to, rule.to)));
      } else {
        merged.add(rule);
      }
    }
    return merged.stream().filter(rule -> rule.length() >= SHORTEST).toList();
  }

  @Override
  public void appendRectangle(Point2D a, Point2D b, Point2D c, Point2D d) {
    moveTo((float) a.getX(), (float) a.getY());
    lineTo((float) b.getX(), (float) b.getY());
    lineTo((float) c.getX(), (float) c.getY());
    lineTo((float) d.getX(), (float) d.getY());
    closePath();
  }

  @Override
  public void moveTo(float x, float y) {
    current = seen(x, y);
    start = current;
  }

  @Override
  public void lineTo(float x, float y) {
    Point2D.Float next = seen(x, y);
    if (path.size() <= MOST) {
      path.add(new Point2D.Float[]{current, next});
    }
    current = next;
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    current = seen(x3, y3);
  }

  @Override
  public void closePath() {
    path.add(new Point2D.Float[]{current, start});
    current = start;
  }

  @Override
  public Point2D getCurrentPoint() {
    // Curves begin there; where they go does not matter here.
    return new Point2D.Float();
  }

  @Override
  public void endPath() {
    path.clear();
  }

  @Override
  public void strokePath() {
    path.forEach(this::add);
    path.clear();
  }

  /** The edges of what is filled, unless it is the ground of the whole page. */
  @Override
  public void fillPath(int windingRule) {
    float widest = 0;
    float tallest = 0;
    for (Point2D.Float[] edge : path) {
      widest = Math.max(widest, Math.abs(edge[0].x - edge[1].x));
      tallest = Math.max(tallest, Math.abs(edge[0].y - edge[1].y));
    }
    boolean ground = widest > LARGEST_SHARE * box.getWidth() && tallest > LARGEST_SHARE * box.getHeight();
    if (!ground && (Math.min(widest, tallest) <= THICKEST || !isWhite())) {
      path.forEach(this::add);
    }
    path.clear();
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    strokePath();
  }

  private boolean isWhite() {
    try {
      return getGraphicsState().getNonStrokingColor().toRGB() == 0xFFFFFF;
    } catch (IOException | RuntimeException e) {
      // A pattern, or a colour that is defined wrongly: it is not white.
      return false;
    }
  }

  private void add(Point2D.Float[] edge) {
    float wide = Math.abs(edge[0].x - edge[1].x);
    float tall = Math.abs(edge[0].y - edge[1].y);
    if (tall <= STRAIGHT && wide > tall && horizontal.size() <= MOST) {
      horizontal.add(new Rule((edge[0].y + edge[1].y) / 2, Math.min(edge[0].x, edge[1].x), Math.max(edge[0].x,
          edge[1].x)));
    } else if (wide <= STRAIGHT && tall > wide && vertical.size() <= MOST) {
      vertical.add(new Rule((edge[0].x + edge[1].x) / 2, Math.min(edge[0].y, edge[1].y), Math.max(edge[0].y,
          edge[1].y)));
    }
  }

  /** The point as the page is seen, from its left and upper edge, as PDFBox tells where text stands. */
  private Point2D.Float seen(float x, float y) {
    float right = x - box.getLowerLeftX();
    float up = y - box.getLowerLeftY();
    return switch (rotation) {
      case 90 -> new Point2D.Float(up, right);
      case 180 -> new Point2D.Float(box.getWidth() - right, up);
      case 270 -> new Point2D.Float(box.getHeight() - up, box.getWidth() - right);
      default -> new Point2D.Float(right, box.getHeight() - up);
    };
  }

  /** Text is read elsewhere, and loading its fonts again would take longer than all else here. */
  @Override
  protected void showText(byte[] string) {
    // No rules in it.
  }

  @Override
  public void drawImage(PDImage image) {
    // No rules that could be told.
  }

  @Override
  public void clip(int windingRule) {
    // Shows nothing.
  }

  @Override
  public void shadingFill(COSName shading) {
    // No edges.
  }
}
