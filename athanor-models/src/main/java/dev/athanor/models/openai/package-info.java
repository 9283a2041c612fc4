/**
 * OpenAI's chat completions, which many others speak too.
 *
 * <p>Flow: {@link dev.athanor.models.openai.OpenAiDialect} writes what LangChain4j can't; the chunks of a stream are put together as
 * OpenAI's own clients do it, and read into an answer.
 *
 * <p>Start from {@link dev.athanor.models.openai.OpenAiDialect}.
 */
@NullMarked
package dev.athanor.models.openai;

import org.jspecify.annotations.NullMarked;
