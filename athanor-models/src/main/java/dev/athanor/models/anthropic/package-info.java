/**
 * Anthropic's messages.
 *
 * <p>Flow: {@link dev.athanor.models.anthropic.AnthropicDialect} writes blocks in the order in which they were said, with their signatures;
 * the events of a stream are put together to blocks again.
 *
 * <p>Start from {@link dev.athanor.models.anthropic.AnthropicDialect}.
 */
@NullMarked
package dev.athanor.models.anthropic;

import org.jspecify.annotations.NullMarked;
