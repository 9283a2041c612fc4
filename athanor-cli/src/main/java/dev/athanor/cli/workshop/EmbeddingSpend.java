package dev.athanor.cli.workshop;

import dev.athanor.model.ModelName;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What embedding with a provider's model has taken.
 *
 * @param tokens as the provider has counted them
 * @param dollars what they cost, if the model's price is known
 */
public record EmbeddingSpend(ModelName model, long tokens, Optional<BigDecimal> dollars) {}
