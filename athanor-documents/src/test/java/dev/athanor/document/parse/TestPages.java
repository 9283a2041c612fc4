package dev.athanor.document.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Makes PDF pages on which words and rules stand where a test puts them. */
final class TestPages implements AutoCloseable {

  private final PDDocument pdf = new PDDocument();
  private final PDFont font;
  private PDPageContentStream content;

  TestPages() throws IOException {
    try (var file =
        PDFont.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
      font = PDType0Font.load(pdf, Objects.requireNonNull(file));
    }
    content = page(0);
  }

  private PDPageContentStream page(int rotation) throws IOException {
    PDPage page = new PDPage();
    page.setRotation(rotation);
    pdf.addPage(page);
    return new PDPageContentStream(pdf, page);
  }

  TestPages nextPage() throws IOException {
    content.close();
    content = page(0);
    return this;
  }

  /** Words at so many points from the left and the lower edge. */
  TestPages words(float x, float y, String words) throws IOException {
    content.beginText();
    content.setFont(font, 10);
    content.newLineAtOffset(x, y);
    content.showText(words);
    content.endText();
    return this;
  }

  TestPages rule(float x1, float y1, float x2, float y2) throws IOException {
    content.moveTo(x1, y1);
    content.lineTo(x2, y2);
    content.stroke();
    return this;
  }

  byte[] bytes() throws IOException {
    content.close();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pdf.save(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    pdf.close();
  }
}
