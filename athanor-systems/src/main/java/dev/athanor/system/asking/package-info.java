/**
 * Which model a system asks, how, and whom it asks instead when that one fails.
 *
 * <p>Start from {@link dev.athanor.system.asking.Asking}.
 */
@NullMarked
package dev.athanor.system.asking;

import org.jspecify.annotations.NullMarked;
