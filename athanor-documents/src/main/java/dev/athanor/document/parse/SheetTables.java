package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tables of a sheet. Blank rows part tables. A blank column parts two only where both sides begin with a full
 * row of names: otherwise it is a gap in a form, and what stands in one row belongs together.
 */
final class SheetTables {

  private final ExtractedText text;

  SheetTables(ExtractedText text) {
    this.text = text;
  }

  /** Rows and columns of a sheet, the last ones not included. */
  private record Area(int top, int bottom, int left, int right) {
    int rows() {
      return bottom - top;
    }

    int columns() {
      return right - left;
    }
  }

  void add(SheetGrid grid) {
    int top = 0;
    for (int row = 1; row <= grid.rows(); row++) {
      if (row == grid.rows() || grid.isApart(row)) {
        band(grid, new Area(top, row, 0, grid.columns()));
        top = row;
      }
    }
  }

  private void band(SheetGrid grid, Area band) {
    Area trimmed = trimmed(grid, band);
    for (int column = trimmed.left; column < trimmed.right; column++) {
      if (isBlank(grid, trimmed, column)) {
        Area left = trimmed(grid, new Area(trimmed.top, trimmed.bottom, trimmed.left, column));
        Area right = trimmed(grid, new Area(trimmed.top, trimmed.bottom, column, trimmed.right));
        if (isTable(grid, left) && isTable(grid, trimmed(grid, upToBlank(grid, right)))) {
          write(grid, left);
          band(grid, right);
          return;
        }
      }
    }
    write(grid, trimmed);
  }

  /** The columns of an area before the first blank one. */
  private static Area upToBlank(SheetGrid grid, Area area) {
    int column = area.left;
    while (column < area.right && !isBlank(grid, area, column)) {
      column++;
    }
    return new Area(area.top, area.bottom, area.left, column);
  }

  private static boolean isTable(SheetGrid grid, Area area) {
    return area.rows() > 1 && area.columns() > 1 && isHeader(grid, area, area.top);
  }

  private void write(SheetGrid grid, Area area) {
    Area rest = area;
    while (rest.rows() > 0 && area.columns() > 1 && filled(grid, rest, rest.top) == 1) {
      text.paragraph(only(grid, rest));
      rest = new Area(rest.top + 1, rest.bottom, rest.left, rest.right);
    }
    if (rest.rows() == 1 && filled(grid, rest, rest.top) == 1) {
      text.paragraph(only(grid, rest));
      return;
    }
    Area table = trimmed(grid, rest);
    boolean headed = table.rows() > 1 && isHeader(grid, table, table.top);
    List<ExtractedText.Cells> rows = new ArrayList<>();
    for (int row = table.top; row < table.bottom; row++) {
      List<String> cells = new ArrayList<>();
      for (int column = table.left; column < table.right; column++) {
        cells.add(grid.text(row, column));
      }
      rows.add(new ExtractedText.Cells(headed && row == table.top, cells));
    }
    text.table(rows);
  }

  /** Whether every column has a name in that row, but for the first one perhaps, which may have nothing to say. */
  private static boolean isHeader(SheetGrid grid, Area area, int row) {
    for (int column = area.left; column < area.right; column++) {
      boolean named = !grid.text(row, column).isEmpty() && !grid.isNumber(row, column);
      if (!named && (column > area.left || grid.isNumber(row, column))) {
        return false;
      }
    }
    return true;
  }

  private static int filled(SheetGrid grid, Area area, int row) {
    int filled = 0;
    for (int column = area.left; column < area.right; column++) {
      boolean repeats = column > area.left && grid.text(row, column).equals(grid.text(row, column - 1));
      filled += grid.text(row, column).isEmpty() || repeats ? 0 : 1;
    }
    return filled;
  }

  private static String only(SheetGrid grid, Area area) {
    for (int column = area.left; column < area.right; column++) {
      if (!grid.text(area.top, column).isEmpty()) {
        return grid.text(area.top, column);
      }
    }
    return "";
  }

  private static Area trimmed(SheetGrid grid, Area area) {
    int left = area.left;
    int right = area.right;
    while (left < right && isBlank(grid, area, left)) {
      left++;
    }
    while (right > left && isBlank(grid, area, right - 1)) {
      right--;
    }
    int top = area.top;
    int bottom = area.bottom;
    while (top < bottom && filled(grid, new Area(top, bottom, left, right), top) == 0) {
      top++;
    }
    while (bottom > top && filled(grid, new Area(top, bottom, left, right), bottom - 1) == 0) {
      bottom--;
    }
    return new Area(top, bottom, left, right);
  }

  private static boolean isBlank(SheetGrid grid, Area area, int column) {
    for (int row = area.top; row < area.bottom; row++) {
      if (!grid.text(row, column).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
