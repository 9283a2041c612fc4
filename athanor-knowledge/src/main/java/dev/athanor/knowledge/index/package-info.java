/**
 * An index for keywords and vectors, read only through named snapshots.
 *
 * <p>The flow: one {@link dev.athanor.knowledge.index.IndexSession} at a time replaces and deletes whole documents and
 * commits; each commit is a snapshot with a name of its own. A reader opens exactly the snapshot that it names, so that a
 * search is a pure function of name and query: what is written meanwhile is seen by nobody, and the newest few snapshots
 * stay readable after later commits. Chunks are what is found; the section around a chunk is stored once, and the chunk's
 * own text is the part of it that the chunk covers, so that a search reads nothing but the snapshot.
 *
 * <p>Start from {@link dev.athanor.knowledge.index.KnowledgeIndex}; {@link dev.athanor.knowledge.index.lucene} has the one in a folder.
 */
@NullMarked
package dev.athanor.knowledge.index;

import org.jspecify.annotations.NullMarked;
