package dev.athanor.document.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.util.XMLHelper;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Tells what a cell of a workbook shows: knows the texts that cells share, and the formats of their numbers. */
final class XlsxCells {

  /** Built-in formats in which the reader's country decides how a date looks: they are written as ISO 8601 has it. */
  private static final Map<Integer, String> DATES_OF_COUNTRY =
      Map.of(14, "yyyy-mm-dd", 22, "yyyy-mm-dd hh:mm");
  private static final String PLAIN = "General";

  private final List<String> shared = new ArrayList<>();
  private final List<Integer> formatOfStyle = new ArrayList<>();
  private final Map<Integer, String> formats = new HashMap<>();
  private final DataFormatter formatter = new DataFormatter(Locale.US);
  private final boolean since1904;

  private XlsxCells(boolean since1904) {
    this.since1904 = since1904;
  }

  static XlsxCells of(PackagePart main, Element workbook) throws IOException, SAXException,
      InvalidFormatException, XMLStreamException {
    boolean since1904 = Xml.at(workbook, "workbookPr").flatMap(properties -> Xml.attribute(properties,
        "date1904")).filter(value -> Set.of("1", "true").contains(value)).isPresent();
    XlsxCells cells = new XlsxCells(since1904);
    for (PackagePart part : OfficePackage.relatedAs(main, "sharedStrings")) {
      cells.readShared(part);
    }
    for (PackagePart part : OfficePackage.relatedAs(main, "styles")) {
      cells.readStyles(OfficePackage.read(part).getDocumentElement());
    }
    return cells;
  }

  /** What a cell shows; {@code type} and {@code style} are its attributes {@code t} and {@code s}, {@code value} its content. */
  String shown(String type, String style, String value) {
    return switch (type) {
      case "s" ->
          Xml.number(value.strip()).filter(index -> index < shared.size()).map(shared::get).orElse("");
      case "b" -> value.strip().equals("0") ? "FALSE" : "TRUE";
      case "n" -> number(value.strip(), style);
      default -> value;
    };
  }

  /** Whether what such a cell shows is a number or a date, and so no name of a column. */
  static boolean isNumber(String type) {
    return type.equals("n") || type.equals("d") || type.equals("b") || type.equals("e");
  }

  private String number(String value, String style) {
    if (value.isEmpty()) {
      return "";
    }
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return value;
    }
    int format = Xml.number(style).filter(index -> index < formatOfStyle.size()).map(formatOfStyle::get)
        .orElse(0);
    String pattern =
        formats.containsKey(format) ? formats.get(format) : BuiltinFormats.getBuiltinFormat(format);
    String shown = pattern == null ? PLAIN : DATES_OF_COUNTRY.getOrDefault(format, pattern);
    boolean isDate = DateUtil.isADateFormat(format, shown) && DateUtil.isValidExcelDate(number);
    return formatter.formatRawCellContents(number, isDate ? format : -1, shown, since1904);
  }

  private void readStyles(Element styles) {
    for (Element format : Xml.below(styles, "numFmt")) {
      int id = Xml.attribute(format, "numFmtId").flatMap(Xml::number).orElse(0);
      Xml.attribute(format, "formatCode").ifPresent(code -> formats.put(id, code));
    }
    for (Element style : Xml.at(styles, "cellXfs").map(Xml::children).orElse(List.of())) {
      formatOfStyle.add(Xml.attribute(style, "numFmtId").flatMap(Xml::number).orElse(0));
    }
  }

  /** As a stream: a workbook may have millions of them. */
  private void readShared(PackagePart part) throws IOException, XMLStreamException {
    try (InputStream content = part.getInputStream()) {
      XMLStreamReader reader = XMLHelper.newXMLInputFactory().createXMLStreamReader(content);
      StringBuilder item = new StringBuilder();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "si" -> item.setLength(0);
            case "t" -> item.append(reader.getElementText());
            case "rPh" -> skip(reader);
            default -> {
              // How it looks.
            }
          }
        } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("si")) {
          shared.add(item.toString());
        }
      }
    }
  }

  /** Goes to the end of the element at whose start the reader is. */
  static void skip(XMLStreamReader reader) throws XMLStreamException {
    for (int open = 1; open > 0;) {
      int event = reader.next();
      open +=
          event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
    }
  }
}
