package dev.athanor.document.clean;

import dev.athanor.document.Document;

/** Makes a document that was read fit to be cut, indexed and cited. Stateless, used from many threads. */
public interface Cleaning {
  /** Leaves documents as they are. */
  Cleaning NONE = new Cleaning() {
    @Override
    public String version() {
      return "none";
    }

    @Override
    public Cleaned clean(Document document) {
      return new Cleaned(document, Treatment.NONE);
    }
  };

  /** Names everything that decides what becomes of a document: what another version has cleaned is cleaned anew. */
  String version();

  /** The document as it is to be indexed, and what was done to it. */
  Cleaned clean(Document document);

  /** All rules of this package; what must not be indexed is masked as the settings say. */
  static Cleaning standard(CleaningSettings settings) {
    return new StandardCleaning(settings);
  }
}
