/**
 * Reads files into documents.
 *
 * <p>{@link dev.athanor.document.parse.Parsers} decides by extension and first bytes what a file is, has the
 * right {@link dev.athanor.document.parse.Parser} read it, and turns whatever goes wrong into a
 * {@link dev.athanor.document.parse.ParseResult.ParseFailed}: one hostile file must not end a sync. Of plain
 * text and Markdown the extracted text is the file's own text; of everything else it is built here, one
 * block after the other with a blank line between them.
 *
 * <p>Start with {@link dev.athanor.document.parse.Parsers}.
 */
@NullMarked
package dev.athanor.document.parse;

import org.jspecify.annotations.NullMarked;
