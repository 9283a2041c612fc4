/**
 * Members of zip and tar archives as documents.
 *
 * <p>Nothing is ever unpacked to a place that an archive names: members are read where they are, each up to a size, all of them up to
 * a size and a ratio. What is wrong with one member is that member's failure.
 *
 * <p>Start with {@link dev.athanor.document.source.archive.ArchiveSource}.
 */
@NullMarked
package dev.athanor.document.source.archive;

import org.jspecify.annotations.NullMarked;
