/**
 * Embedders beside the shipped one: a provider's model, a model in ONNX files, and a class of one's own.
 *
 * <p>The flow: {@link dev.athanor.embedders.EmbedderSettings} says which one a project means, and an
 * {@link dev.athanor.knowledge.embed.Embedder} is made of it: {@link dev.athanor.embedders.ProviderEmbedder} asks over the
 * network, {@link dev.athanor.embedders.ModelEmbedder} computes in this process. Both put the prefixes before texts, cut what is
 * too long, and give vectors of length one.
 *
 * <p>Start from {@link dev.athanor.embedders.EmbedderSettings}.
 */
@NullMarked
package dev.athanor.embedders;

import org.jspecify.annotations.NullMarked;
