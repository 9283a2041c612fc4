/**
 * Where documents come from.
 *
 * <p>A {@link dev.athanor.document.source.Source} lists what it has, says whether the list is complete, and
 * opens one entry at a time. What is missing from a complete list has been deleted; from an incomplete one
 * (a folder that could not be read) nothing may be concluded. Listing reads no content.
 *
 * <p>Start with {@link dev.athanor.document.source.Source} and its one implementation so far,
 * {@link dev.athanor.document.source.FolderSource}.
 */
@NullMarked
package dev.athanor.document.source;

import org.jspecify.annotations.NullMarked;
