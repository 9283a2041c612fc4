package dev.athanor.document.parse;

import dev.athanor.document.Block;
import dev.athanor.document.DocumentId;
import java.util.List;

/** What to call a document that does not name itself. */
final class Titles {

  private Titles() {
  }

  /** Writing programs put file names and "untitled" where a title belongs. */
  static boolean says(String title) {
    return !title
        .matches("(?i)(untitled.*|microsoft word - .*|powerpoint[ -]?presentation|word document|slide 1"
            + "|.*\\.(docx?|pdf|tex|dvi|indd|odt|pptx?|xlsx?))");
  }

  /** The first heading, if it is of the outermost level and before everything else; otherwise the file's name. */
  static String of(List<Block> blocks, DocumentId id) {
    boolean titled = !blocks.isEmpty() && blocks.getFirst() instanceof Block.Heading first && first.level()
        == 1
        && !first.title().isEmpty();
    return titled ? ((Block.Heading) blocks.getFirst()).title() : id.stem();
  }
}
