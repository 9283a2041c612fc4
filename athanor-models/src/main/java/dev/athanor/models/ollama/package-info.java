/**
 * Ollama's own chat.
 *
 * <p>Flow: {@link dev.athanor.models.ollama.OllamaDialect} writes what LangChain4j can't; the lines of a stream are put together to one
 * message.
 *
 * <p>Start from {@link dev.athanor.models.ollama.OllamaDialect}.
 */
@NullMarked
package dev.athanor.models.ollama;

import org.jspecify.annotations.NullMarked;
