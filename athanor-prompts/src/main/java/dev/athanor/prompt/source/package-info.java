/**
 * The text of prompt files and places in it, so that every mistake is named by file, line and column.
 *
 * <p>Flow: {@link dev.athanor.prompt.source.SourceText} makes one text of what is on disk;
 * {@link dev.athanor.prompt.source.FrontMatter} splits it into YAML and template.
 *
 * <p>Start from {@link dev.athanor.prompt.source.SourceText}.
 */
@NullMarked
package dev.athanor.prompt.source;

import org.jspecify.annotations.NullMarked;
