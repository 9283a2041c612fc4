/**
 * What is recorded of an exchange with a provider: what was asked and what was answered, without what is secret.
 *
 * <p>Flow: a request becomes an {@link dev.athanor.proxy.exchange.Asked}, whose content is what it is found by; what came
 * back becomes an {@link dev.athanor.proxy.exchange.Answered}.
 *
 * <p>Start from {@link dev.athanor.proxy.exchange.Asked}.
 */
@NullMarked
package dev.athanor.proxy.exchange;

import org.jspecify.annotations.NullMarked;
