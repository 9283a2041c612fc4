package dev.athanor.knowledge.sync;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The errors that end a sync. */
final class SyncFailures {
  private static final int NAMED = 5;

  private SyncFailures() {
  }

  static AthanorException interrupted(InterruptedException cause) {
    return new AthanorException("sync-interrupted", Category.USER, true,
        "the sync was interrupted. What is done is kept, and readers have what they had; sync again to go on",
        cause);
  }

  /** What has come of work in another thread; what that has thrown is thrown here. */
  static <R> R result(Future<R> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException("the work of a sync throws no checked exception", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  static AthanorException noSources() {
    return AthanorException.user("no-sources",
        "this project has no source of documents. Name a folder under `knowledge`"
            + " in athanor.yaml, or make a project with `athanor init DIR --docs FOLDER`");
  }

  static AthanorException unknownSource(SourceId wanted, List<Source> sources) {
    return AthanorException.user("source-unknown", "there is no source \"" + wanted
        + "\" in athanor.yaml; expected one of "
        + sources.stream().map(source -> source.id().value()).distinct().collect(Collectors.joining(", ")));
  }

  static AthanorException empty(Source source, Listing listing) {
    if (!listing.isComplete()) {
      return AthanorException.data("source-unlisted", source.place() + " of source \"" + source.id()
          + "\" gave no document: " + String.join("; ", listing.gaps().subList(0, Math.min(NAMED, listing
              .gaps().size())))
          + (listing.gaps().size() > NAMED ? "; and " + (listing.gaps().size() - NAMED) + " more" : "")
          + ". Mend it, or what athanor.yaml says of the source, and sync again. Nothing was changed.");
    }
    String others = listing.passedOver().isEmpty()
        ? ""
        : " (there are other files: "
            + listing.passedOver().entrySet().stream().map(each -> each.getValue() + " x "
                + each.getKey()).collect(Collectors.joining(", "))
            + ")";
    return AthanorException.user("source-empty", source.place() + " of source \"" + source.id()
        + "\" has no documents that can be read" + others
        + ". Put Markdown, text, HTML, PDF or DOCX files into it, or change `include` in athanor.yaml");
  }

  static AthanorException everySource(List<FailedSource> failed, AthanorException first) {
    return new AthanorException(first.code(), first.category(), first.retryable(),
        "none of the " + failed.size()
            + " sources could be listed: "
            + failed.stream().map(each -> "\"" + each.source() + "\": " + each.reason())
                .collect(Collectors.joining(" "))
            + " Nothing was changed.",
        first);
  }

  static AthanorException deletes(List<Deletions.Vanishing> refused) {
    return AthanorException.user("sync-deletes",
        refused.stream().map(Deletions.Vanishing::told).collect(Collectors.joining("; "))
            + ". So many are seldom meant to go at once, so nothing was changed. If they are, sync with"
            + " --allow-deletes; if not, look whether the place is mounted, the query complete and `include` and"
            + " `exclude` in athanor.yaml as they should be");
  }
}
