/**
 * Google's Gemini.
 *
 * <p>Flow: {@link dev.athanor.models.gemini.GeminiDialect} writes parts in the order in which they were said, with their signatures; the
 * pieces of a stream are put together to parts again.
 *
 * <p>Start from {@link dev.athanor.models.gemini.GeminiDialect}.
 */
@NullMarked
package dev.athanor.models.gemini;

import org.jspecify.annotations.NullMarked;
