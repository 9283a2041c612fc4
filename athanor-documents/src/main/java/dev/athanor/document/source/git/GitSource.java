package dev.athanor.document.source.git;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The files of one commit of a Git repository. Each document knows the commit that last changed it, its author and its time;
 * its content decides whether it has changed. Files that are not committed, hidden ones, submodules and symbolic links are none.
 */
public final class GitSource implements Source {
  private static final byte[] POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_POINTER = 1024;

  private final SourceId id;
  private final String mount;
  private final GitSettings settings;
  private final Selection selection;
  private final GitAccess access;
  /** Guarded by this: what the newest listing has. */
  private @Nullable Map<DocumentId, ObjectId> newest;

  /**
   * A source over a repository, which need not exist yet.
   *
   * @param mount what to put before each document's id
   * @param environment where a password is looked up
   */
  public GitSource(SourceId id, String mount, GitSettings settings, Selection selection,
      UnaryOperator<@Nullable String> environment) {
    this.id = id;
    this.mount = mount;
    this.settings = settings;
    this.selection = selection;
    this.access = new GitAccess(settings.place(), environment);
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public String place() {
    return "the Git repository " + settings.place().described();
  }

  @Override
  public synchronized Listing list() {
    GitFailures failures = new GitFailures(id, settings);
    try {
      failures.checkFolder();
      Optional<ObjectId> main = access.refresh();
      try (Repository repository = access.open(); RevWalk walk = new RevWalk(repository)) {
        ObjectId commit = settings.revision().in(repository, main)
            .orElseThrow(() -> failures.noCommit(repository));
        RevCommit head = walk.parseCommit(commit);
        ListingBuilder listing = new ListingBuilder();
        Map<DocumentId, ObjectId> contents =
            new TreeListing(repository, head, mount, selection, listing).run(settings.history());
        newest = new HashMap<>(contents);
        return listing.listing();
      }
    } catch (GitAPIException e) {
      throw failures.unreachable(e);
    } catch (IOException e) {
      throw failures.broken(e);
    }
  }

  @Override
  public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
    ObjectId blob = content(entry.document()).orElseThrow(
        () -> new NoSuchFileException(entry.location().toString()));
    Fingerprint fingerprint = new Fingerprint(blob.name());
    return known.equals(Optional.of(fingerprint)) ? Optional.empty()
        : Optional.of(Content.of(read(blob), Optional.empty(), Attributes.NONE, Optional.of(fingerprint)));
  }

  private byte[] read(ObjectId blob) throws IOException {
    int most = (int) Math.min(Integer.MAX_VALUE - 8, selection.maxBytes());
    try (Repository repository = access.open(); ObjectReader objects = repository.newObjectReader()) {
      byte[] bytes = objects.open(blob, Constants.OBJ_BLOB).getCachedBytes(most);
      if (bytes.length <= LONGEST_POINTER && startsWith(bytes, POINTER)) {
        throw new IOException(
            "the repository has only a pointer to it, which Git LFS puts in the place of large"
                + " files; read the files from a folder where `git lfs pull` was run, or exclude them");
      }
      return bytes;
    } catch (MissingObjectException e) {
      throw new IOException("the repository does not have its content (blob " + blob.name() + ")", e);
    } catch (LargeObjectException e) {
      throw new IOException("it has more than the " + most + " bytes that a document may have", e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private synchronized Optional<ObjectId> content(DocumentId document) {
    if (newest == null) {
      list();
    }
    return Optional.ofNullable(Objects.requireNonNull(newest).get(document));
  }
}
