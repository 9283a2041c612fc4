/**
 * A prompt written in other ways that say the same: {@link dev.athanor.prompt.format.Formattings} finds what a template has of fields
 * ({@code Question: {{question}}}) and writes them anew, after the grammar of Sclar et al., "Quantifying Language Models' Sensitivity to
 * Spurious Features in Prompt Design" (2023). How much a model's answers depend on that, an evaluation measures.
 */
@NullMarked
package dev.athanor.prompt.format;

import org.jspecify.annotations.NullMarked;
