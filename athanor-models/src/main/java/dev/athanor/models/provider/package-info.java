/**
 * The providers that a process knows, by name: their settings, keys, limits and prices.
 *
 * <p>Flow: {@link dev.athanor.models.provider.Providers} finds by a model's name the
 * {@link dev.athanor.models.provider.ProviderSettings}, fetches the key, and gives a model that waits at the provider's gate before it is
 * asked. What somebody else was answered is read by {@link dev.athanor.models.provider.WireAnswers} in the same way.
 *
 * <p>Start from {@link dev.athanor.models.provider.Providers}.
 */
@NullMarked
package dev.athanor.models.provider;

import org.jspecify.annotations.NullMarked;
