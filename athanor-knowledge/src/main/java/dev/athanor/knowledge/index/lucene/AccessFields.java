package dev.athanor.knowledge.index.lucene;

import dev.athanor.document.Readers;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;

/** How readers are laid out in Lucene: a term for each, on the entries of the document and of its chunks. */
final class AccessFields {
  static final String READER = "reader";
  /** Stands where nobody may read; no principal has a name that is blank. */
  private static final String NOBODY = "";

  private AccessFields() {}

  static void add(Document entry, Readers readers) {
    if (readers.principals().isEmpty()) {
      entry.add(new StringField(READER, NOBODY, Field.Store.NO));
    }
    readers.principals().forEach(each -> entry.add(new StringField(READER, each, Field.Store.NO)));
  }
}
