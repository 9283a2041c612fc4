/**
 * The one family of exceptions, and the categories that decide an exit code or an HTTP status.
 *
 * <p>Start from {@link dev.athanor.error.AthanorException}.
 */
@NullMarked
package dev.athanor.error;

import org.jspecify.annotations.NullMarked;
