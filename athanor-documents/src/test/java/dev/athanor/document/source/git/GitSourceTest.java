package dev.athanor.document.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceContract;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTest extends SourceContract {
  @TempDir
  private Path folder;
  private TestRepository repository;

  @BeforeEach
  void create() throws Exception {
    repository = new TestRepository(folder.resolve("work"));
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Override
  protected Source source() {
    return source(GitSettings.of(new GitPlace.Folder(repository.folder())));
  }

  private static Source source(GitSettings settings) {
    return new GitSource(new SourceId("code"), "code/", settings,
        new Selection(Selection.of(List.of("**/*.md")).include(), List.of(), 1000), _ -> null);
  }

  private Source source(GitRevision revision) {
    return source(new GitSettings(new GitPlace.Folder(repository.folder()), revision, 1000));
  }

  private Source remote() {
    return source(GitSettings.of(new GitPlace.Remote(repository.folder().toUri().toString(), Optional.empty(),
        Optional.empty(), folder.resolve("copy.git"))));
  }

  @Override
  protected void put(String name, String text) throws Exception {
    repository.put(name + ".md", text);
  }

  @Override
  protected void remove(String name) throws Exception {
    repository.remove(name + ".md");
  }

  @Override
  protected void breakListing() throws Exception {
    repository.put("deep/c.md", "third");
    deleteObject(object("HEAD:deep"));
  }

  @Override
  protected String id(String name) {
    return "code/" + name + ".md";
  }

  private ObjectId object(String name) throws IOException {
    return Objects.requireNonNull(repository.git().getRepository().resolve(name));
  }

  private void deleteObject(ObjectId object) throws IOException {
    Files.delete(
        repository.folder().resolve(".git/objects/" + object.name().substring(0, 2) + "/" + object.name()
            .substring(2)));
  }

  private static Map<String, String> metadata(Listing listing, String document) {
    return found(listing, document).attributes().metadata();
  }

  private static Entry found(Listing listing, String document) {
    return listing.entries().stream().filter(entry -> entry.document().value().equals(document)).findFirst()
        .orElseThrow();
  }

  @Test
  void a_document_knows_the_commit_that_last_changed_it_however_many_came_after() throws Exception {
    RevCommit first = repository.put("docs/a b.md", "first");
    repository.put("b.md", "second");
    Entry before = found(source().list(), "code/docs/a b.md");
    repository.put("b.md", "changed");
    repository.put("b.md", "changed again");

    Listing listing = source().list();

    assertThat(found(listing, "code/docs/a b.md")).isEqualTo(before);
    assertThat(before.location()).hasToString("git:" + first.name() + ":docs/a%20b.md");
    assertThat(before.attributes().metadata()).isEqualTo(Map.of("commit", first.name(), "author", "Anna B",
        "modified", "2026-01-01T00:00:00Z"));
    assertThat(metadata(listing, "code/b.md")).containsEntry("modified", "2026-01-01T03:00:00Z");
    assertThat(listing.notes()).isEmpty();
  }

  @Test
  void a_merge_is_the_change_of_what_it_alone_has_changed() throws Exception {
    repository.put("a.md", "first");
    repository.put("b.md", "first");
    repository.git().checkout().setCreateBranch(true).setName("side").call();
    RevCommit side = repository.put("a.md", "from the side");
    repository.git().checkout().setName("main").call();
    RevCommit main = repository.put("b.md", "from the main branch");
    repository.git().merge().include(side).setCommit(false).setFastForward(MergeCommand.FastForwardMode.NO_FF)
        .call();
    Files.writeString(repository.folder().resolve("c.md"), "made while merging");
    repository.git().add().addFilepattern("c.md").call();
    RevCommit merge = repository.commit("merge");

    Listing listing = source().list();

    assertThat(metadata(listing, "code/a.md")).containsEntry("commit", side.name());
    assertThat(metadata(listing, "code/b.md")).containsEntry("commit", main.name());
    assertThat(metadata(listing, "code/c.md")).containsEntry("commit", merge.name());
  }

  @Test
  void a_file_that_was_changed_and_changed_back_is_as_new_as_the_change_back() throws Exception {
    repository.put("a.md", "first");
    repository.put("a.md", "second");
    RevCommit back = repository.put("a.md", "first");

    assertThat(metadata(source().list(), "code/a.md")).containsEntry("commit", back.name());
  }

  @Test
  void what_is_not_committed_hidden_a_link_or_a_submodule_is_no_document() throws Exception {
    RevCommit first = repository.put("a.md", "first");
    repository.put(".github/b.md", "hidden");
    repository.put(".c.md", "hidden");
    repository.put("d.png", "no text");
    try (ObjectInserter objects = repository.git().getRepository().newObjectInserter()) {
      ObjectId target = objects.insert(Constants.OBJ_BLOB, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
      objects.flush();
      repository.add("link.md", FileMode.SYMLINK, target);
      repository.add("sub", FileMode.GITLINK, first);
    }
    Files.writeString(repository.folder().resolve("uncommitted.md"), "not yet");

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly("code/a.md");
    assertThat(listing.passedOver()).isEqualTo(Map.of(".png", 1, "symbolic link", 1, "submodule", 1));
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void a_pointer_of_git_lfs_and_a_file_that_is_too_large_are_named_failures() throws Exception {
    repository.put("a.md", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
    repository.put("large.md", "x".repeat(1001));

    Source source = source();

    assertThat(source.list().failed()).isEqualTo(Map.of(new DocumentId("code/large.md"),
        "the file has 1001 bytes, more than the 1000 that a document may have; split it, exclude it, or raise the"
            + " limit"));
    assertThatThrownBy(() -> source.open(entry(source, "a"), Optional.empty())).hasMessage(
        "the repository has only a pointer to it, which Git LFS puts in the place of large files; read the files"
            + " from a folder where `git lfs pull` was run, or exclude them");
  }

  @Test
  void a_file_whose_content_the_repository_lacks_fails_alone() throws Exception {
    repository.put("a.md", "first");
    repository.put("b.md", "second");
    ObjectId lost = object("HEAD:b.md");
    deleteObject(lost);

    Listing listing = source().list();

    assertThat(listing.entries()).hasSize(1);
    assertThat(listing.failed()).isEqualTo(Map.of(new DocumentId("code/b.md"),
        "the repository does not have its content (blob " + lost.name()
            + "; a partial clone, or a broken one); fetch it with git, or exclude it"));
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void a_branch_a_tag_and_a_commit_can_be_named_and_an_unknown_one_is_refused_with_those_there_are()
      throws Exception {
    RevCommit first = repository.put("a.md", "first");
    repository.git().tag().setName("v1").setMessage("first").setSigned(false).call();
    repository.git().checkout().setCreateBranch(true).setName("next").call();
    repository.put("b.md", "second");
    repository.git().checkout().setName("main").call();

    assertThat(source(new GitRevision.Branch("next")).list().entries()).hasSize(2);
    assertThat(source(new GitRevision.Named("v1")).list().entries()).hasSize(1);
    assertThat(source(new GitRevision.Named(first.name().substring(0, 10))).list().entries()).hasSize(1);
    assertThatThrownBy(() -> source(new GitRevision.Branch("nest")).list())
        .isInstanceOf(AthanorException.class)
        .hasMessage("The repository " + repository.folder()
            + " of source \"code\" has no branch \"nest\"; its"
            + " branches are main, next. Name one of them with `branch`, or a tag or commit with `revision`, in"
            + " athanor.yaml. Nothing was changed.");
    assertThatThrownBy(() -> source(new GitRevision.Named("v1..v2")).list()).hasMessageContaining(
        "has no revision \"v1..v2\"; its branches are main, next.");
  }

  @Test
  void a_repository_without_a_commit_or_that_is_none_or_is_missing_is_named() throws Exception {
    assertThatThrownBy(() -> source().list()).hasMessage("The repository " + repository.folder()
        + " of source \"code\" has no commit yet. Commit the documents, and sync again. Nothing was changed.");
    Path plain = Files.createDirectory(folder.resolve("plain"));
    assertThatThrownBy(() -> source(GitSettings.of(new GitPlace.Folder(plain))).list()).hasMessage(plain
        + " of source \"code\" is no Git repository; expected a folder with .git in it, or a bare repository."
        + " Clone it there, or name another one in athanor.yaml. Nothing was changed.");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> source(GitSettings.of(new GitPlace.Folder(missing))).list()).hasMessage(
        "The repository " + missing
            + " of source \"code\" does not exist. Clone it there, or name another one in"
            + " athanor.yaml. Nothing was changed.");
  }

  @Test
  void a_broken_repository_is_named_and_nothing_is_concluded_from_it() throws Exception {
    repository.put("a.md", "first");
    Files.writeString(repository.folder().resolve(".git/refs/heads/main"), "0".repeat(39) + "1\n");

    assertThatThrownBy(() -> source().list()).isInstanceOf(AthanorException.class).hasMessageContainingAll(
        "The repository " + repository.folder() + " of source \"code\" cannot be read (Missing unknown 0000",
        "Look with `git fsck`, or clone it again. Nothing was changed.");
  }

  @Test
  void a_bare_repository_and_a_repository_elsewhere_are_read_as_any_other() throws Exception {
    repository.put("a.md", "first");
    Git.cloneRepository().setBare(true).setURI(repository.folder().toString()).setDirectory(folder.resolve(
        "bare").toFile()).call().close();
    Listing expected = source().list();

    assertThat(source(GitSettings.of(new GitPlace.Folder(folder.resolve("bare")))).list())
        .isEqualTo(expected);
    Source remote = remote();
    assertThat(remote.list()).isEqualTo(expected);

    RevCommit second = repository.put("a.md", "second");
    assertThat(metadata(remote.list(), "code/a.md")).containsEntry("commit", second.name());
    assertThat(read(remote, "a").text()).isEqualTo("second");
    // Rewritten history is taken as it is.
    repository.git().reset().setMode(ResetCommand.ResetType.HARD).setRef("HEAD~1").call();
    assertThat(remote.list()).isEqualTo(expected);
  }

  @Test
  void a_repository_elsewhere_that_cannot_be_fetched_is_named() throws Exception {
    Source gone =
        source(GitSettings.of(new GitPlace.Remote("file:///there/is/none.git", Optional.empty(), Optional
            .empty(), folder.resolve("gone.git"))));
    assertThatThrownBy(gone::list).isInstanceOf(AthanorException.class).hasMessageContainingAll(
        "The repository file:///there/is/none.git of source \"code\" cannot be fetched (",
        "See that the server answers and the user may read it, and sync again. Nothing was changed.");
    assertThatThrownBy(remote()::list).hasMessageContaining("has no commit yet");
    assertThatThrownBy(() -> new GitPlace.Remote("https://anna:secret@example.org/x.git", Optional.empty(),
        Optional.empty(), folder))
        .hasMessageStartingWith("the url of the repository holds a user or a password")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(
        () -> new GitPlace.Remote("ssh://example.org/x.git", Optional.empty(), Optional.empty(),
            folder))
        .hasMessageStartingWith("\"ssh://example.org/x.git\" is no url that can be fetched from");
  }

  @Test
  void of_a_shallow_clone_all_documents_are_there_and_what_is_not_known_of_them_is_said() throws Exception {
    repository.put("a.md", "first");
    repository.put("b.md", "second");
    RevCommit newest = repository.put("b.md", "third");
    Path shallow = folder.resolve("shallow");
    Git.cloneRepository().setURI(repository.folder().toUri().toString()).setDepth(2).setDirectory(shallow
        .toFile()).call().close();

    Listing listing = source(GitSettings.of(new GitPlace.Folder(shallow))).list();

    assertThat(metadata(listing, "code/b.md")).containsEntry("commit", newest.name());
    assertThat(metadata(listing, "code/a.md")).isEmpty();
    assertThat(found(listing, "code/a.md").location()).hasToString("git:" + newest.name() + ":a.md");
    assertThat(listing.notes()).containsExactly(
        "1 document was last changed before the first commit of this shallow clone; fetch the others with"
            + " `git fetch --unshallow`. Till then no commit, author and modified are known of them");
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void the_history_is_looked_through_to_a_bound() throws Exception {
    repository.put("a.md", "first");
    repository.put("b.md", "second");
    repository.put("c.md", "third");

    Listing listing =
        source(new GitSettings(new GitPlace.Folder(repository.folder()), new GitRevision.Current(),
            2)).list();

    assertThat(metadata(listing, "code/a.md")).isEmpty();
    assertThat(metadata(listing, "code/b.md")).containsKey("commit");
    assertThat(listing.notes()).containsExactly(
        "1 document was last changed before the newest 2 commits, which are looked through; raise `history` to"
            + " look further. Till then no commit, author and modified are known of them");
  }

  @Test
  void a_linked_working_tree_is_read_at_its_own_commit_and_nothing_is_written() throws Exception {
    repository.put("a.md", "first");
    repository.git().branchCreate().setName("side").call();
    Path linked = folder.resolve("linked");
    Path inner = repository.folder().resolve(".git/worktrees/linked");
    Files.createDirectories(inner);
    Files.createDirectory(linked);
    Files.writeString(linked.resolve(".git"), "gitdir: " + inner + "\n");
    Files.writeString(inner.resolve("HEAD"), "ref: refs/heads/side\n");
    Files.writeString(inner.resolve("commondir"), "../..\n");
    Files.writeString(inner.resolve("gitdir"), linked.resolve(".git") + "\n");
    repository.put("b.md", "second");

    assertThat(source(GitSettings.of(new GitPlace.Folder(linked))).list().entries()).hasSize(1);
    try (var files = Files.walk(repository.folder())) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(".probe"))).isEmpty();
    }
  }
}
