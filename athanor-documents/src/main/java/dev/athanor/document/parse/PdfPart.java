package dev.athanor.document.parse;

import java.util.List;

/** What stands on a page of a PDF. */
sealed interface PdfPart permits PdfLine, PdfPart.Table {

  /** From 0. */
  int page();

  /** A table that was found on a page. */
  record Table(int page, List<ExtractedText.Cells> rows) implements PdfPart {
  }
}
