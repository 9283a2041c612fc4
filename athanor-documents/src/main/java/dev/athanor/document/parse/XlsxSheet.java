package dev.athanor.document.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;

/** Reads the cells of one sheet as a stream. */
final class XlsxSheet {

  private final XlsxCells cells;
  private final SheetGrid grid = new SheetGrid();
  private final List<CellRangeAddress> merged = new ArrayList<>();
  private int row = -1;
  private int column = -1;

  private XlsxSheet(XlsxCells cells) {
    this.cells = cells;
  }

  static SheetGrid read(PackagePart part, XlsxCells cells) throws IOException, XMLStreamException {
    XlsxSheet sheet = new XlsxSheet(cells);
    try (InputStream content = part.getInputStream()) {
      XMLStreamReader reader = XMLHelper.newXMLInputFactory().createXMLStreamReader(content);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          sheet.element(reader);
        }
      }
    }
    sheet.merged.forEach(area -> sheet.grid.repeat(area.getFirstRow(), area.getLastRow(), area
        .getFirstColumn(), area.getLastColumn()));
    return sheet.grid;
  }

  private void element(XMLStreamReader reader) throws XMLStreamException {
    switch (reader.getLocalName()) {
      case "row" -> {
        row = attribute(reader, "r").flatMap(Xml::number).map(number -> number - 1).orElse(row + 1);
        column = -1;
      }
      case "c" -> cell(reader);
      case "mergeCell" -> attribute(reader, "ref").map(CellRangeAddress::valueOf).ifPresent(merged::add);
      default -> {
        // Column widths, print settings and the like.
      }
    }
  }

  private void cell(XMLStreamReader reader) throws XMLStreamException {
    column = attribute(reader, "r").map(reference -> (int) new CellReference(reference).getCol())
        .orElse(column + 1);
    String type = attribute(reader, "t").orElse("n");
    String style = attribute(reader, "s").orElse("0");
    StringBuilder value = new StringBuilder();
    for (int open = 1; open > 0;) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "v", "t" -> value.append(reader.getElementText());
          case "f", "rPh" -> XlsxCells.skip(reader);
          default -> open++;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
      }
    }
    grid.put(row, column, cells.shown(type, style, value.toString()), XlsxCells.isNumber(type));
  }

  private static Optional<String> attribute(XMLStreamReader reader, String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name));
  }
}
