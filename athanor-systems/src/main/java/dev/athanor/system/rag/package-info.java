/**
 * Answers a question through a model from numbered pieces of evidence, and takes no answer that the evidence does not bear out.
 *
 * <p>The flow: {@link dev.athanor.system.rag.RagProgram} searches, chooses what fits, asks the model, and holds each sentence of
 * its answer against the evidence that it names ({@link dev.athanor.system.rag.CitationCheck}). If something is wrong the model is
 * told so, once. What is still wrong then is an abstention.
 *
 * <p>Start from {@link dev.athanor.system.rag.RagProgram}.
 */
@NullMarked
package dev.athanor.system.rag;

import org.jspecify.annotations.NullMarked;
