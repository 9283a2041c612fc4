/**
 * What a heap of documents is like, before anything is made of it.
 *
 * <p>The flow: {@link dev.athanor.document.profile.Profiler} is given one document after the other, as read and as cleaned,
 * keeps about a kilobyte of each, and makes a {@link dev.athanor.document.profile.Profile} of all in the end, with what
 * to do about it.
 *
 * <p>Start with {@link dev.athanor.document.profile.Profiler}.
 */
@NullMarked
package dev.athanor.document.profile;

import org.jspecify.annotations.NullMarked;
