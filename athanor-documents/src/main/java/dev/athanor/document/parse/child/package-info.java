/**
 * Reads files in processes of their own, under a cap of memory and time: whatever a file does to its reader, the sync
 * goes on.
 *
 * <p>{@link dev.athanor.document.parse.child.ParsingProcesses} keeps a few of them and gives each a file at a time; one
 * that runs out of memory or time, or crashes, is that file's failure, and another takes its place. They talk in frames over
 * their standard input and output, see {@link dev.athanor.document.parse.child.ParsingProcess}.
 *
 * <p>Start with {@link dev.athanor.document.parse.child.ParsingProcesses}.
 */
@NullMarked
package dev.athanor.document.parse.child;

import org.jspecify.annotations.NullMarked;
