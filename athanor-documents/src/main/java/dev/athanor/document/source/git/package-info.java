/**
 * Files of a Git repository as documents: a commit is a version.
 *
 * <p>{@link dev.athanor.document.source.git.GitSource} lists the tree of one commit and reads the content of its files from the
 * repository's objects. Nothing is checked out, no program is run, no symbolic link is followed, and no settings of the user's
 * Git are read. A repository elsewhere is fetched into a bare copy of its own first.
 *
 * <p>Start with {@link dev.athanor.document.source.git.GitSource}.
 */
@NullMarked
package dev.athanor.document.source.git;

import org.jspecify.annotations.NullMarked;
