/**
 * JSON as the journal needs it: one canonical form (RFC 8785), content hashes, and codecs between records and JSON.
 *
 * <p>Flow: a value is encoded by its {@link dev.athanor.json.Codec} to a tree, {@link dev.athanor.json.Merkle} cuts
 * the tree into parts that are stored once, and {@link dev.athanor.json.CanonicalJson} gives each part the bytes that
 * its {@link dev.athanor.json.Hash} is taken from. Start from {@code Codec}.
 */
@NullMarked
package dev.athanor.json;

import org.jspecify.annotations.NullMarked;
