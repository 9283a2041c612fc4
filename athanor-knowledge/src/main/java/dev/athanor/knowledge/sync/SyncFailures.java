package dev.athanor.knowledge.sync;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import java.util.stream.Collectors;

/** The errors that end a sync. */
final class SyncFailures {

  private SyncFailures() {
  }

  static AthanorException interrupted(InterruptedException cause) {
    return new AthanorException("sync-interrupted", Category.USER, true,
        "the sync was interrupted. What is done is kept, and readers have what they had; sync again to go on",
        cause);
  }

  static AthanorException noSources() {
    return AthanorException.user("no-sources",
        "this project has no source of documents. Name a folder under `knowledge`"
            + " in athanor.yaml, or make a project with `athanor init DIR --docs FOLDER`");
  }

  static AthanorException empty(Source source, Listing listing, long indexed) {
    String others = listing.passedOver().isEmpty()
        ? ""
        : " (there are other files: "
            + listing.passedOver().entrySet().stream().map(each -> each.getValue() + " x "
                + each.getKey()).collect(Collectors.joining(", "))
            + ")";
    String kept = indexed == 0
        ? ""
        : ". The " + indexed + " documents that were indexed of it stay; if they are meant to go, sync with"
            + " --allow-empty";
    return AthanorException.user("source-empty", source.place() + " of source \"" + source.id()
        + "\" has no documents that can be read" + others
        + ". Put Markdown, text, HTML, PDF or DOCX files into it, or change `include` in athanor.yaml"
        + kept);
  }
}
